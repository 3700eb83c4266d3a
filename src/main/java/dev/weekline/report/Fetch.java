package dev.weekline.report;

import dev.weekline.account.AccessToken;
import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.meta.GraphCall;
import dev.weekline.meta.Hindrance;
import dev.weekline.meta.Insights;
import dev.weekline.meta.Insights.Question;
import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Recipe;
import dev.weekline.meta.Recipes;
import dev.weekline.meta.Retries;
import dev.weekline.meta.Section;
import dev.weekline.quota.Purpose;
import dev.weekline.quota.Work;
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
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fetches one week from Meta: every section at once, rows into the database as they come, one transaction at the end.
 */
@Singleton
class Fetch {

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
        return askAll(new Asking(token, run, log, insights.retriesOfRun()))
                .flatMap(brought -> conclude(account, run, log, brought))
                .timeout(settings.deadline())
                .onErrorResume(fault -> giveUp(run, log, fault));
    }

    /** Totals and sections side by side; the first failure ends the others, since nothing is stored without all. */
    private Mono<List<Brought>> askAll(Asking asking) {
        var questions = Stream.concat(
                Stream.of(bring(Recipes.TOTALS, TotalsArrival::new, asking)),
                Arrays.stream(Section.values())
                        .map(section ->
                                bring(section.recipe(), () -> new RowsArrival(store, asking.run(), section), asking)));
        return Flux.merge(questions.toList())
                .takeUntil(Brought.Failed.class::isInstance)
                .collectList();
    }

    /** Takes in what comes of one question, in order: no page is asked for before the last one has been taken in. */
    private Mono<Brought> bring(Recipe recipe, Supplier<Arrival> arrivals, Asking asking) {
        return Mono.defer(() -> {
            var arrival = arrivals.get();
            return ask(recipe, asking)
                    .concatMap(answer -> takeIn(answer, arrival), 1)
                    .next()
                    .switchIfEmpty(Mono.defer(() -> arrival.end(List.of())));
        });
    }

    /** Empty while more is to come. */
    private static Mono<Brought> takeIn(MetaAnswer answer, Arrival arrival) {
        return switch (answer) {
            case Page(var part, var rows) -> arrival.page(part, rows).then(Mono.empty());
            case Anew _ -> arrival.anew().then(Mono.empty());
            case Without(var omissions) -> arrival.end(omissions);
            case Failure failure -> Mono.just(new Brought.Failed(failure));
        };
    }

    private Flux<MetaAnswer> ask(Recipe recipe, Asking asking) {
        var run = asking.run();
        return insights.ask(
                new Question(run.account(), asking.token(), run.week(), recipe, purpose(run.cause()), asking.retries()),
                call -> asking.log().add(noted(call)));
    }

    /** Nobody waits for what is fetched behind an answer. */
    private static Purpose purpose(Cause cause) {
        return new Purpose(
                switch (cause) {
                    case MISSING -> Work.INTERACTIVE;
                    case STALE -> Work.BACKGROUND;
                },
                cause.word());
    }

    /** What the questions of one run share. */
    private record Asking(AccessToken token, Run run, RunLog log, Retries retries) {}

    private Mono<Fetched> conclude(Account account, Run run, RunLog log, List<Brought> brought) {
        return Brought.failure(brought)
                .map(failure -> fail(run, log, failure))
                .orElseGet(() -> store.keep(
                                new Taking(account, run, log, Brought.totals(brought), Brought.omissions(brought)))
                        .doOnNext(report -> events.publishEvent(
                                new ReportTaken(new ReportKey(run.account(), run.week()), report.revision())))
                        .map(Fetched.Taken::new));
    }

    private Mono<Fetched> fail(Run run, RunLog log, Failure failure) {
        return runs.fail(run, new RunResult.Failed(failure.why(), failure.fbtraceId()), log)
                .thenReturn(new Fetched.Failed(failure));
    }

    /** A fault of ours: the run says so, and whoever waits is told. */
    private Mono<Fetched> giveUp(Run run, RunLog log, Throwable fault) {
        if (fault instanceof TimeoutException) {
            return fail(
                    run,
                    log,
                    new Unavailable("Fetching " + run.week() + " was not complete within " + settings.deadline(), ""));
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
                new Blocked(Hindrance.TOKEN, "No access token is stored for this account; register it with one", ""));
    }
}
