package dev.weekline.backfill;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weekline.account.Needs;
import dev.weekline.run.RunCost;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepView(
            String outcome,
            @Nullable String account,
            @Nullable String week,
            @Nullable Integer calls,
            @Nullable Integer units,
            @Nullable String detail,
            @Nullable String until) {

        static StepView of(Step step) {
            return switch (step) {
                case Step.Stored(var account, var week, var cost) ->
                    done("stored", account.value(), week.toString(), cost, null, null);
                case Step.Unneeded(var account, var week) ->
                    done("unneeded", account.value(), week.toString(), RunCost.NOTHING, null, null);
                case Step.Failed(var account, var week, var cost, var why, var next) ->
                    done("failed", account.value(), week.toString(), cost, why, next);
                case Step.AccountRests(var account, var week, var cost, var why, var until) ->
                    done("account-rests", account.value(), week.toString(), cost, why, until);
                case Step.UnderWay(var account, var week) ->
                    new StepView("under-way", account.value(), week.toString(), null, null, null, null);
                case Step.Resting(var until) -> idle("resting", shown(until));
                case Step.Busy _ -> idle("busy", null);
                case Step.Nothing _ -> idle("nothing", null);
            };
        }

        private static StepView done(
                String outcome,
                String account,
                String week,
                RunCost cost,
                @Nullable String detail,
                @Nullable Instant until) {
            return new StepView(
                    outcome, account, week, cost.calls(), cost.units(), detail, until == null ? null : shown(until));
        }

        private static StepView idle(String outcome, @Nullable String until) {
            return new StepView(outcome, null, null, null, null, null, until);
        }

        private static @Nullable String shown(Instant moment) {
            return moment.equals(Instant.MAX)
                    ? null
                    : moment.truncatedTo(ChronoUnit.SECONDS).toString();
        }
    }
}
