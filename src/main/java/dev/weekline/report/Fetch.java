package dev.weekline.report;

import dev.weekline.account.AccessToken;
import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.meta.GraphCall;
import dev.weekline.meta.Hindrance;
import dev.weekline.meta.Insights;
import dev.weekline.meta.Insights.Question;
import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.Recipe;
import dev.weekline.meta.Recipes;
import dev.weekline.meta.Section;
import dev.weekline.metric.Counts;
import dev.weekline.run.Cause;
import dev.weekline.run.Run;
import dev.weekline.run.RunCall;
import dev.weekline.run.RunLog;
import dev.weekline.run.RunResult;
import dev.weekline.run.Runs;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fetches one week from Meta: every section at once, rows into the database as they come, one transaction at the end.
 */
@Singleton
class Fetch {

    private static final Counts NO_DELIVERY = new Counts(Map.of(), Map.of(), Map.of());

    private final Accounts accounts;
    private final Insights insights;
    private final ReportStore store;
    private final Runs runs;
    private final FetchSettings settings;
    private final ApplicationEventPublisher<ReportTaken> events;

    Fetch(
            Accounts accounts,
            Insights insights,
            ReportStore store,
            Runs runs,
            FetchSettings settings,
            ApplicationEventPublisher<ReportTaken> events) {
        this.accounts = accounts;
        this.insights = insights;
        this.store = store;
        this.runs = runs;
        this.settings = settings;
        this.events = events;
    }

    /** Asks Meta and stores what it tells; what was stored before stands until all of it has arrived. */
    Mono<Fetched> take(ReportKey key, Account account, Cause cause, Optional<String> requestId) {
        return accounts.token(key.account())
                .flatMap(token -> runs.open(key.account(), key.week(), cause, requestId, settings.deadline())
                        .flatMap(run -> take(account, token, run)))
                .switchIfEmpty(Mono.fromSupplier(Fetch::noToken));
    }

    private Mono<Fetched> take(Account account, AccessToken token, Run run) {
        var log = new RunLog();
        return askAll(token, run, log)
                .flatMap(brought -> conclude(account, run, log, brought))
                .timeout(settings.deadline())
                .onErrorResume(fault -> giveUp(run, log, fault));
    }

    /** Totals and sections side by side; the first failure ends the others, since nothing is stored without all. */
    private Mono<List<Brought>> askAll(AccessToken token, Run run, RunLog log) {
        var questions = Stream.concat(
                Stream.of(totals(token, run, log)),
                Arrays.stream(Section.values()).map(section -> section(section, token, run, log)));
        return Flux.merge(questions.toList())
                .takeUntil(Brought.Failed.class::isInstance)
                .collectList();
    }

    private Mono<Brought> totals(AccessToken token, Run run, RunLog log) {
        return ask(Recipes.TOTALS, token, run, log)
                .<Brought>map(answer -> switch (answer) {
                    case MetaAnswer.Page(_, var rows) ->
                        new Brought.Totals(
                                rows.isEmpty() ? NO_DELIVERY : rows.getFirst().counts());
                    case MetaAnswer.Anew _, MetaAnswer.Without _ -> throw new IllegalStateException();
                    case MetaAnswer.Failure failure -> new Brought.Failed(failure);
                })
                .next()
                .defaultIfEmpty(new Brought.Totals(NO_DELIVERY));
    }

    private Mono<Brought> section(Section section, AccessToken token, Run run, RunLog log) {
        return ask(section.recipe(), token, run, log)
                .<Brought>concatMap(
                        answer -> switch (answer) {
                            case MetaAnswer.Page(_, var rows) ->
                                store.append(run, section, rows).then(Mono.empty());
                            case MetaAnswer.Anew _, MetaAnswer.Without _ -> throw new IllegalStateException();
                            case MetaAnswer.Failure failure -> Mono.just(new Brought.Failed(failure));
                        },
                        1)
                .next()
                .defaultIfEmpty(new Brought.Rows(section));
    }

    private Flux<MetaAnswer> ask(Recipe recipe, AccessToken token, Run run, RunLog log) {
        return insights.ask(new Question(run.account(), token, run.week(), recipe, insights.retriesOfRun()), call -> log.add(noted(call)));
    }

    private Mono<Fetched> conclude(Account account, Run run, RunLog log, List<Brought> brought) {
        return Brought.failure(brought)
                .map(failure -> fail(run, log, failure))
                .orElseGet(() -> store.keep(new Taking(account, run, log, Brought.totals(brought)))
                        .doOnNext(report -> events.publishEvent(
                                new ReportTaken(new ReportKey(run.account(), run.week()), report.revision())))
                        .map(Fetched.Taken::new));
    }

    private Mono<Fetched> fail(Run run, RunLog log, MetaAnswer.Failure failure) {
        return runs.fail(run, new RunResult.Failed(failure.why(), failure.fbtraceId()), log)
                .thenReturn(new Fetched.Failed(failure));
    }

    /** A fault of ours: the run says so, and whoever waits is told. */
    private Mono<Fetched> giveUp(Run run, RunLog log, Throwable fault) {
        if (fault instanceof TimeoutException) {
            return fail(
                    run,
                    log,
                    new MetaAnswer.Unavailable(
                            "Fetching " + run.week() + " was not complete within " + settings.deadline(), ""));
        }
        return runs.fail(
                        run,
                        new RunResult.Failed("Internal: " + fault.getClass().getSimpleName(), ""),
                        log)
                .onErrorComplete()
                .then(Mono.error(fault));
    }

    private static RunCall noted(GraphCall call) {
        return new RunCall(
                call.recipe(),
                call.units(),
                call.waited(),
                call.startedAt(),
                call.took(),
                call.rows(),
                call.outcome(),
                call.usage().headers());
    }

    private static Fetched noToken() {
        return new Fetched.Failed(
                new MetaAnswer.Blocked(Hindrance.TOKEN, "No access token is stored for this account; register it with one", ""));
    }
}
