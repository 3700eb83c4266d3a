package dev.weekline.backfill;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weekline.account.Needs;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code POST /background/collect-one-week}: one step of the background, for a clock outside. */
@Controller("/background")
class BackgroundController {

    /** Callers are answered within 30 s, whatever happens. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Collector collector;
    private final Planner planner;

    BackgroundController(Collector collector, Planner planner) {
        this.collector = collector;
        this.planner = planner;
    }

    @Secured(Needs.OPERATE_ALL)
    @Post("/collect-one-week")
    Mono<HttpResponse<StepView>> collect() {
        return planner.planIfDue()
                .then(Mono.defer(() -> collector.step(PATIENCE)))
                .map(step -> HttpResponse.status(step instanceof Step.UnderWay ? HttpStatus.ACCEPTED : HttpStatus.OK)
                        .body(StepView.of(step)));
    }

    /** A step as the API shows it. */
    @Serdeable.Serializable
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record StepView(
            String outcome,
            @Nullable String account,
            @Nullable String week,
            List<String> stored,
            List<String> failed,
            @Nullable Integer calls,
            @Nullable Integer units,
            @Nullable String detail,
            @Nullable String until) {

        static StepView of(Step step) {
            return switch (step) {
                case Step.Worked worked ->
                    new StepView(
                            outcome(worked),
                            worked.account().value(),
                            worked.week().toString(),
                            words(worked.stored()),
                            words(worked.failed()),
                            worked.cost().calls(),
                            worked.cost().units(),
                            worked.setback().map(Step.Setback::why).orElse(null),
                            worked.setback()
                                    .map(setback -> shown(setback.until()))
                                    .orElse(null));
                case Step.UnderWay(var account, var week) -> idle("under-way", account.value(), week.toString(), null);
                case Step.Resting(var until) -> idle("resting", null, null, shown(until));
                case Step.Busy _ -> idle("busy", null, null, null);
                case Step.Nothing _ -> idle("nothing", null, null, null);
            };
        }

        private static String outcome(Step.Worked worked) {
            if (!worked.stored().isEmpty()) {
                return "stored";
            }
            if (worked.rests()) {
                return "account-rests";
            }
            return worked.failed().isEmpty() ? "unneeded" : "failed";
        }

        private static StepView idle(
                String outcome, @Nullable String account, @Nullable String week, @Nullable String until) {
            return new StepView(outcome, account, week, List.of(), List.of(), null, null, null, until);
        }

        private static List<String> words(List<IsoWeek> weeks) {
            return weeks.stream().map(IsoWeek::toString).toList();
        }

        private static @Nullable String shown(Instant moment) {
            return moment.equals(Instant.MAX)
                    ? null
                    : moment.truncatedTo(ChronoUnit.SECONDS).toString();
        }
    }
}
