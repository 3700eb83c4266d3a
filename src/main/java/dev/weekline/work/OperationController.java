package dev.weekline.work;

import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** {@code GET /operations/{id}}: how an operation stands, once or as it goes on. */
@Controller("/operations")
class OperationController {

    /** Between looks at an operation of which nobody knows how long it takes. */
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(2);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration UNTIL_A_STREAM_ENDS = Duration.ofSeconds(30);
    private static final Event<String> STILL_THERE = Event.of("").comment("nothing new");

    private final Operations operations;
    private final OperationStreams streams;
    private final OperationSettings settings;
    private final InstantSource time;
    private final Scheduler timer;

    @Inject
    OperationController(
            Operations operations,
            OperationStreams streams,
            OperationSettings settings,
            InstantSource time,
            @Named("timer") Optional<Scheduler> timer) {
        this.operations = operations;
        this.streams = streams;
        this.settings = settings;
        this.time = time;
        this.timer = timer.orElseGet(Schedulers::parallel);
    }

    @Get(
            value = "/{id}",
            produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    @Secured(Needs.READ)
    Mono<HttpResponse<?>> read(HttpRequest<?> request, @PathVariable String id, Sight sight) {
        return OperationId.parse(id)
                .map(operations::find)
                .orElseGet(Mono::empty)
                .filter(operation -> operation.isInSight(sight))
                .switchIfEmpty(Mono.error(OperationController::unknown))
                .map(operation -> wantsStream(request) ? stream(operation) : state(operation));
    }

    private HttpResponse<?> state(Operation operation) {
        var answer = HttpResponse.ok(OperationJson.of(operation))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return operation.state().isOver()
                ? answer
                : answer.header(
                        HttpHeaders.RETRY_AFTER, Long.toString(pause(operation).toSeconds()));
    }

    private Duration pause(Operation operation) {
        return operation
                .eta()
                .map(eta -> Duration.between(time.instant(), eta))
                .map(left -> left.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : left)
                .filter(left -> left.compareTo(USUAL_PAUSE) > 0)
                .orElse(USUAL_PAUSE);
    }

    private HttpResponse<?> stream(Operation operation) {
        if (!streams.hasRoom()) {
            throw new ProblemException(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Too many operations are streamed already; ask without text/event-stream, or later")
                    .withRetryAfter(UNTIL_A_STREAM_ENDS);
        }
        return HttpResponse.ok(events(operation))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private Flux<Event<String>> events(Operation operation) {
        var states = streams.watch(operation.id()).map(state -> Event.of(OperationJson.of(state)));
        var breaths = Flux.interval(settings.keepAlive(), timer).onBackpressureDrop();
        // As signals, so that the end of the states is the end of all; with one of each at hand, so that none pile up.
        return Flux.merge(1, states.materialize(), breaths.map(_ -> Signal.next(STILL_THERE)))
                .dematerialize();
    }

    private static boolean wantsStream(HttpRequest<?> request) {
        return request.getHeaders().accept().stream()
                .findFirst()
                .filter(type -> type.matches(MediaType.TEXT_EVENT_STREAM_TYPE)
                        && !type.matches(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such operation, or it was over long ago.");
    }
}
