package dev.weekline.meta;

import dev.weekline.account.TokenWatch;
import dev.weekline.meta.GraphFailure.Blocked;
import dev.weekline.meta.GraphFailure.DeadVersion;
import dev.weekline.meta.GraphFailure.Throttled;
import dev.weekline.meta.GraphFailure.Transient;
import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.GraphReply.Lost;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.CallQuota.Reached;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import dev.weekline.quota.PlannedCall;
import dev.weekline.trail.Tracing;
import dev.weekline.trail.Trail;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Asks the Graph API: every call passes the quota, and one that failed for the moment is made again. */
@Singleton
final class GraphCalls {

    private final GraphHttp http;
    private final CallQuota quota;
    private final RetryBudget budget;
    private final OutOfDate outOfDate;
    private final TokenWatch watch;
    private final CallMeters meters;
    private final Tracing tracing;
    private final MetaSettings settings;
    private final InstantSource time;
    private final Scheduler timer;

    @Inject
    GraphCalls(
            GraphHttp http,
            CallQuota quota,
            RetryBudget budget,
            OutOfDate outOfDate,
            TokenWatch watch,
            CallMeters meters,
            Tracing tracing,
            MetaSettings settings,
            InstantSource time,
            @Named("timer") Optional<Scheduler> timer) {
        this.http = http;
        this.quota = quota;
        this.budget = budget;
        this.outOfDate = outOfDate;
        this.watch = watch;
        this.meters = meters;
        this.tracing = tracing;
        this.settings = settings;
        this.time = time;
        this.timer = timer.orElseGet(Schedulers::parallel);
    }

    /** How an answer with status 200 is read. */
    interface Reading<T> {
        Outcome<T> read(Answered reply, Discretion discretion);
    }

    /** Asks once per subscription; what goes wrong is an outcome. */
    <T> Mono<Outcome<T>> ask(GraphQuestion question, Reading<T> reading) {
        // Netty would refuse such a header with an exception that may show it.
        return question.token().secret().chars().allMatch(character -> character > ' ' && character < 0x7f)
                ? attempt(question.heardBy(meters::count), reading, 1, Optional.empty())
                : Mono.just(failed(new Blocked(
                        Hindrance.TOKEN, "The access token has characters that no token has; store it again", "")));
    }

    private <T> Mono<Outcome<T>> attempt(
            GraphQuestion question, Reading<T> reading, int attempt, Optional<String> retryReason) {
        return quota.take(planned(question), question.patience())
                .<Outcome<T>>flatMap(permit -> switch (permit) {
                    case Granted granted -> {
                        if (attempt == 1) {
                            budget.called(question.account());
                        }
                        yield call(question, reading, attempt, retryReason, granted);
                    }
                    case Denied denied -> Mono.just(denied(denied));
                })
                .flatMap(outcome -> isToBeRepeated(question, outcome, attempt)
                        ? Mono.delay(pause(attempt), timer)
                                .flatMap(_ -> attempt(question, reading, attempt + 1, Optional.of(outcome.word())))
                        : Mono.just(atLast(outcome)));
    }

    private static PlannedCall planned(GraphQuestion question) {
        return new PlannedCall(
                question.account(),
                question.about().recipe(),
                question.purpose(),
                question.units(),
                question.query().getOrDefault("time_range", question.query().getOrDefault("time_ranges", "")));
    }

    private static <T> Outcome<T> denied(Denied denied) {
        return failed(new Throttled(denied.gate(), denied.retryAfter(), denied.why(), ""));
    }

    private <T> Mono<Outcome<T>> call(
            GraphQuestion question, Reading<T> reading, int attempt, Optional<String> retryReason, Granted permit) {
        return tracing.within("call", about(question, attempt), Mono.defer(() -> {
            var call = new CallUnderWay(
                    question, attempt, retryReason, permit, quota.heard(question.account()), time.instant());
            return Trail.told(http.send(permit, question.method(), question.path(), question.query(), question.token())
                            .doOnNext(_ -> call.ended(time.instant()))
                            // A large page is not unpacked on the event loop that it came in on.
                            .publishOn(timer))
                    .map(reply -> understood(call, reply, question, reading))
                    .doOnCancel(() -> call.abandoned(time.instant()));
        }));
    }

    private static Map<String, String> about(GraphQuestion question, int attempt) {
        return Map.of(
                "section", question.about().recipe(),
                "page", Integer.toString(question.about().page()),
                "attempt", Integer.toString(attempt));
    }

    private <T> Outcome<T> understood(CallUnderWay call, GraphReply reply, GraphQuestion question, Reading<T> reading) {
        var discretion = new Discretion(question.token());
        Outcome<T> outcome = switch (reply) {
            case Lost(var failure) -> failed(failure);
            case Answered answered when answered.status() == 200 -> reading.read(answered, discretion);
            case Answered answered -> failed(GraphErrors.meaningOf(answered, discretion));
        };
        if (reply instanceof Answered answered) {
            outOfDate.answeredBy(answered.version());
        }
        if (outcome instanceof Failed<T>(var failure) && failure instanceof DeadVersion) {
            outOfDate.versionIsDead();
        }
        tellOfToken(question, outcome);
        call.understood(reply, outcome, discretion);
        quota.told(question.account(), question.about().recipe(), call.usage(), reached(outcome));
        return outcome;
    }

    private void tellOfToken(GraphQuestion question, Outcome<?> outcome) {
        switch (outcome) {
            // Meta tells about a token without letting it do anything.
            case Got<?> _ when question.path().equals(GraphHttp.TOKEN_NODE) -> {}
            case Got<?> _ -> watch.worked(question.token());
            case Failed<?>(Blocked blocked) ->
                blocked.hindrance().ofToken().ifPresent(state -> watch.refused(question.token(), state, blocked.why()));
            case Failed<?> _ -> {}
        }
    }

    private static Optional<Reached> reached(Outcome<?> outcome) {
        return outcome instanceof Failed<?>(var failure) && failure instanceof Throttled throttled
                ? Optional.of(new Reached(throttled.gate(), throttled.pause()))
                : Optional.empty();
    }

    /** Three have to allow it: what went wrong, the run that asks, and the account's budget of repetitions. */
    private boolean isToBeRepeated(GraphQuestion question, Outcome<?> outcome, int attempt) {
        return outcome instanceof Failed<?>(var failure)
                && failure instanceof Transient passing
                && attempt <= Math.min(passing.times(), settings.retries())
                && question.retries().take()
                && budget.take(question.account());
    }

    /** What an outcome has to be taken for when it is not asked again. */
    private static <T> Outcome<T> atLast(Outcome<T> outcome) {
        return outcome instanceof Failed<T>(var failure) && failure instanceof Transient passing
                ? failed(passing.afterwards().orElse(passing))
                : outcome;
    }

    /** Full jitter: anything up to a bound that doubles, so that callers who failed together do not return together. */
    private Duration pause(int attempt) {
        var longest = settings.retryBase().multipliedBy(1L << (attempt - 1)).toNanos();
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest + 1));
    }

    private static <T> Outcome<T> failed(GraphFailure failure) {
        return new Failed<>(failure);
    }
}
