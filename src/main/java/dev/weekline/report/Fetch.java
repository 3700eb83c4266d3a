package dev.weekline.report;

import dev.weekline.account.AccessToken;
import dev.weekline.account.Account;
import dev.weekline.account.AccountKpis;
import dev.weekline.meta.GraphCall;
import dev.weekline.meta.Insights;
import dev.weekline.meta.Insights.Question;
import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Recipe;
import dev.weekline.meta.Recipes;
import dev.weekline.meta.Retries;
import dev.weekline.meta.Section;
import dev.weekline.metric.EventMapping;
import dev.weekline.quota.Purpose;
import dev.weekline.quota.Work;
import dev.weekline.run.Cause;
import dev.weekline.run.Run;
import dev.weekline.run.RunCall;
import dev.weekline.run.RunLog;
import dev.weekline.run.RunResult;
import dev.weekline.run.Runs;
import dev.weekline.work.Lease;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fetches one week from Meta, as much of it as has to be asked: sections side by side, rows into the database as they
 * come, one transaction at the end. A section that can't be had leaves the others standing.
 */
@Singleton
class Fetch {

    private final Opening opening;
    private final AccountKpis kpis;
    private final Insights insights;
    private final ReportStore store;
    private final Runs runs;
    private final FetchPlanner planner;
    private final Lacking lacking;
    private final Orders orders;
    private final FetchSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher<ReportTaken> events;

    Fetch(
            Opening opening,
            AccountKpis kpis,
            Insights insights,
            ReportStore store,
            Runs runs,
            FetchPlanner planner,
            Lacking lacking,
            Orders orders,
            FetchSettings settings,
            Clock clock,
            ApplicationEventPublisher<ReportTaken> events) {
        this.opening = opening;
        this.kpis = kpis;
        this.insights = insights;
        this.store = store;
        this.runs = runs;
        this.planner = planner;
        this.lacking = lacking;
        this.orders = orders;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** It was stored. */
    record Stored(StoredReport report) implements Outcome {}

    /** Nothing was stored; {@code failure} is why. */
    record Failed(Failure failure) implements Outcome {}

    /**
     * Asks Meta and stores what it tells; what was stored before stands until all of it has arrived.
     *
     * @param lease the right to do so
     */
    Mono<Outcome> take(Errand errand, Lease lease) {
        var account = errand.account();
        return opening.find(errand).flatMap(found -> switch (found) {
            case Opening.With(var token) ->
                runs.open(account.id(), errand.week(), errand.cause(), errand.requestId(), settings.deadline())
                        .flatMap(run -> take(errand, lease, token, run));
            case Opening.Without(var hindered) -> Mono.just(new Failed(hindered));
        });
    }

    private Mono<Outcome> take(Errand errand, Lease lease, AccessToken token, Run run) {
        var log = new RunLog();
        return kpis.find(run.account())
                .map(wanted -> new Asking(
                        errand, lease, token, run, log, wanted.mapping(), insights.retriesOfRun(), new AtomicInteger()))
                .flatMap(asking -> planner.plan(errand.account(), run, asking.mapping())
                        .flatMap(plan -> ask(plan, asking).flatMap(pieces -> conclude(plan, pieces, asking))))
                .timeout(settings.deadline())
                .onErrorResume(fault -> giveUp(run, log, fault));
    }

    /** First what the plan wants first; the rest only if that shows that something has moved. */
    private Mono<Pieces> ask(FetchPlan plan, Asking asking) {
        return ask(plan.given(), plan.first(), asking)
                .flatMap(first -> plan.rest().isEmpty() || first.failure().isPresent()
                        ? Mono.just(first)
                        : hasMoved(plan, first, asking)
                                .flatMap(moved -> moved ? ask(first, plan.rest(), asking) : Mono.just(first)));
    }

    /** Totals and sections side by side, as far as they are not there yet. Without totals there is no report. */
    private Mono<Pieces> ask(Pieces given, Set<Section> wanted, Asking asking) {
        var questions = Stream.<Mono<Brought>>concat(
                given.totals().isPresent() ? Stream.empty() : Stream.of(bringTotals(asking)),
                given.open(wanted).map(section -> bringRows(section, asking)));
        return Flux.merge(questions.toList())
                .takeUntil(Brought.Failed.class::isInstance)
                .collectList()
                .map(given::with);
    }

    /** Whether the totals or the campaigns differ from what is stored; where that can't be told, they do. */
    private Mono<Boolean> hasMoved(FetchPlan plan, Pieces pieces, Asking asking) {
        var before = plan.current().map(Current::revision);
        var state = before.flatMap(revision -> revision.find(Section.CAMPAIGNS));
        var campaigns = Optional.ofNullable(pieces.rows().get(Section.CAMPAIGNS));
        if (state.isEmpty()
                || campaigns.isEmpty()
                || !before.get().hasTotals(pieces.totals().orElseThrow())) {
            return Mono.just(true);
        }
        return store.summary(asking.key(), campaigns.get().run(), Section.CAMPAIGNS)
                .map(summary -> !state.get().hasRows(summary));
    }

    private Mono<Brought> bringTotals(Asking asking) {
        return bring(Recipes.TOTALS, () -> new TotalsArrival(asking.run().startedAt()), Brought.Failed::new, asking);
    }

    private Mono<Brought> bringRows(Section section, Asking asking) {
        return bring(
                        section.recipe(),
                        () -> new RowsArrival(store, asking.run(), section),
                        failure -> new Brought.Missed(section, failure),
                        asking)
                .timeout(settings.deadlineOfSection(), Mono.defer(() -> late(section, asking)));
    }

    /** The sections that are there in time are stored without it. */
    private Mono<Brought> late(Section section, Asking asking) {
        var failure = new Unavailable(
                "Meta did not tell %s within %s".formatted(section.word(), settings.deadlineOfSection()), "");
        return store.forget(asking.run(), section).thenReturn(new Brought.Missed(section, failure));
    }

    /** Takes in what comes of one question, in order: no page is asked for before the last one has been taken in. */
    private Mono<Brought> bring(
            Recipe recipe, Supplier<Arrival> arrivals, Function<Failure, Brought> failed, Asking asking) {
        return Mono.defer(() -> {
            var arrival = arrivals.get();
            return ask(recipe, asking)
                    .concatMap(answer -> takeIn(answer, arrival, failed), 1)
                    .next()
                    .switchIfEmpty(Mono.defer(() -> arrival.end(List.of())))
                    .flatMap(brought -> store.arrived(asking.run(), brought).thenReturn(brought))
                    .doOnNext(_ -> orders.arrived(
                            asking.errand(), recipe.name(), asking.pieces().incrementAndGet()));
        });
    }

    /** Empty while more is to come. */
    private static Mono<Brought> takeIn(MetaAnswer answer, Arrival arrival, Function<Failure, Brought> failed) {
        return switch (answer) {
            case Page(var part, var rows) -> arrival.page(part, rows).then(Mono.empty());
            case Anew _ -> arrival.anew().then(Mono.empty());
            case Without(var omissions) -> arrival.end(omissions);
            // Half a section is none.
            case Failure failure -> arrival.anew().thenReturn(failed.apply(failure));
        };
    }

    private Flux<MetaAnswer> ask(Recipe recipe, Asking asking) {
        var run = asking.run();
        return insights.ask(
                new Question(
                        run.account(),
                        asking.token(),
                        run.week(),
                        recipe,
                        purpose(run.cause()),
                        asking.mapping().actionTypes(),
                        asking.retries()),
                call -> asking.log().add(noted(call)));
    }

    /** Nobody waits for what is fetched behind an answer. */
    private static Purpose purpose(Cause cause) {
        return new Purpose(
                switch (cause) {
                    case MISSING, REFRESH -> Work.INTERACTIVE;
                    case STALE, BACKFILL, UPKEEP -> Work.BACKGROUND;
                },
                cause.word());
    }

    /** What the questions of one run share. */
    private record Asking(
            Errand errand,
            Lease lease,
            AccessToken token,
            Run run,
            RunLog log,
            EventMapping mapping,
            Retries retries,
            AtomicInteger pieces) {

        Account account() {
            return errand.account();
        }

        ReportKey key() {
            return new ReportKey(run.account(), run.week());
        }
    }

    private Mono<Outcome> conclude(FetchPlan plan, Pieces pieces, Asking asking) {
        return pieces.failure()
                .map(failure -> fail(asking.run(), asking.log(), failure))
                .orElseGet(() -> store.keep(Taking.of(
                                asking.account(),
                                asking.lease(),
                                asking.run(),
                                asking.log(),
                                plan,
                                pieces,
                                lacking,
                                clock.instant()))
                        .doOnNext(report -> events.publishEvent(new ReportTaken(
                                asking.key(), report.revision(), asking.run().id())))
                        .map(Stored::new));
    }

    private Mono<Outcome> fail(Run run, RunLog log, Failure failure) {
        return runs.fail(run, new RunResult.Failed(failure.why(), failure.fbtraceId()), log)
                .thenReturn(new Failed(failure));
    }

    /** A fault of ours: the run says so, and whoever waits is told. */
    private Mono<Outcome> giveUp(Run run, RunLog log, Throwable fault) {
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
}
