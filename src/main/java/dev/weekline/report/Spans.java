package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.account.AccountKpis;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.meta.SpanInsights;
import dev.weekline.report.FetchPlanner.Stock;
import dev.weekline.run.Cause;
import dev.weekline.run.RunOverException;
import dev.weekline.trail.Trail;
import dev.weekline.work.Heartbeat;
import dev.weekline.work.Lease;
import dev.weekline.work.LeaseLostException;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.pool.PoolBuilder;

/**
 * Fetches weeks of one account that nobody waits for together, so that they cost fewer calls. Each has its own lease,
 * its own run and its own report, the same that it would have if it were fetched alone. What can't be had of a week
 * together with others is asked for alone, and a lost lease drops that week alone.
 */
@Singleton
public class Spans {

    /** No more weeks than this are read together. */
    public static final int MOST_WEEKS = SpanInsights.MOST_WEEKS;

    private static final Logger LOG = LoggerFactory.getLogger(Spans.class);

    private final Opening tokens;
    private final AccountKpis kpis;
    private final SpanOpening opening;
    private final SpanReading reading;
    private final WeekQuestions questions;
    private final Conclusion conclusion;
    private final FetchPlanner planner;
    private final ReportStore store;
    private final Heartbeat heartbeat;
    private final FetchLanes lanes;
    private final FetchSettings settings;

    Spans(
            Opening tokens,
            AccountKpis kpis,
            SpanOpening opening,
            SpanReading reading,
            WeekQuestions questions,
            Conclusion conclusion,
            FetchPlanner planner,
            ReportStore store,
            Heartbeat heartbeat,
            FetchLanes lanes,
            FetchSettings settings) {
        this.tokens = tokens;
        this.kpis = kpis;
        this.opening = opening;
        this.reading = reading;
        this.questions = questions;
        this.conclusion = conclusion;
        this.planner = planner;
        this.store = store;
        this.heartbeat = heartbeat;
        this.lanes = lanes;
        this.settings = settings;
    }

    /** A week that may be read, and what is stored of it. */
    record Claim(Lease lease, Stock stock) {

        Cause cause() {
            return stock == Stock.MISSING ? Cause.BACKFILL : Cause.UPKEEP;
        }
    }

    /** What has become of a week. */
    public record FilledWeek(Lease lease, Filled filled) {}

    /** Whether this replica could begin another fetch now. */
    public boolean hasRoom() {
        return lanes.hasRoom();
    }

    /**
     * Fetches weeks together, charged to the background side of the quota. The first limit that is reached ends it:
     * weeks that are complete by then are stored, the others are {@link Filled.Throttled}, and what has come of them is
     * used by the next fetch. Cancelling closes the runs and leaves the leases.
     *
     * @param leases of different weeks of the account, {@link #MOST_WEEKS} at most; best of weeks next to each other
     * @return one element for each lease, as soon as it is known
     */
    public Flux<FilledWeek> fill(Account account, List<Lease> leases) {
        if (leases.isEmpty() || leases.size() > MOST_WEEKS) {
            throw new IllegalArgumentException("From 1 to " + MOST_WEEKS + " weeks are read together");
        }
        var inOrder = leases.stream().sorted(Comparator.comparing(Lease::week)).toList();
        return lanes.take(
                account.id(),
                Flux.defer(() -> work(account, inOrder)),
                Flux.fromIterable(inOrder).map(lease -> new FilledWeek(lease, new Filled.NoRoom())));
    }

    private Flux<FilledWeek> work(Account account, List<Lease> leases) {
        return tokens.find(account.id(), Cause.BACKFILL).flatMapMany(found -> switch (found) {
            case Opening.With(var token) ->
                kpis.find(account.id())
                        .map(wanted -> new ReadAccount(account, token, wanted.mapping()))
                        .flatMapMany(of -> work(of, leases));
            case Opening.Without(var hindered) ->
                Flux.fromIterable(leases).map(lease -> new FilledWeek(lease, Filling.failed(hindered)));
        });
    }

    private Flux<FilledWeek> work(ReadAccount of, List<Lease> leases) {
        return Flux.fromIterable(leases)
                .concatMap(lease ->
                        planner.stock(of.account(), lease.week(), of.mapping()).map(stock -> new Claim(lease, stock)))
                .collectList()
                .flatMapMany(claims -> Flux.concat(settle(claims), read(of, claims)));
    }

    /** What has come in another way meanwhile is not fetched again. */
    private Flux<FilledWeek> settle(List<Claim> claims) {
        return Flux.fromIterable(claims)
                .filter(claim -> claim.stock() == Stock.DONE)
                .concatMap(claim ->
                        store.settle(claim.lease()).thenReturn(new FilledWeek(claim.lease(), new Filled.Unneeded())));
    }

    private Flux<FilledWeek> read(ReadAccount of, List<Claim> claims) {
        var open = claims.stream().filter(claim -> claim.stock() != Stock.DONE).toList();
        return open.isEmpty()
                ? Flux.empty()
                : Flux.usingWhen(
                        opening.open(of, open), this::work, _ -> Mono.empty(), (span, _) -> close(span), this::close);
    }

    /** While the weeks are read, the lease of each is kept; then they are stored one after the other. */
    private Flux<FilledWeek> work(Span span) {
        var end = Sinks.<Optional<Throttled>>one();
        var oneByOne = PoolBuilder.from(Mono.just(0)).sizeBetween(0, 1).buildPool();
        var weeks = Flux.fromIterable(span.weeks())
                .flatMap(
                        week -> heartbeat
                                .during(
                                        week.underWay().lease(),
                                        end.asMono()
                                                .flatMap(stopped -> oneByOne.withPoolable(
                                                                _ -> trail(week).on(finish(week, stopped)))
                                                        .next())
                                                .onErrorResume(fault -> giveUp(week, fault)))
                                .onErrorResume(Spans::isTaken, _ -> lost(week))
                                .map(filled -> new FilledWeek(week.underWay().lease(), filled)),
                        MOST_WEEKS);
        var read = reading.read(span)
                .timeout(settings.deadline())
                .doOnNext(end::tryEmitValue)
                .doOnError(end::tryEmitError)
                .onErrorComplete();
        return Flux.merge(weeks, read.then(Mono.empty()));
    }

    private static Trail trail(SpanWeek week) {
        return Trail.of(week.key().account(), week.key().week(), Optional.empty())
                .and("run", week.underWay().run().id().toString());
    }

    private Mono<Filled> finish(SpanWeek week, Optional<Throttled> stopped) {
        var underWay = week.underWay();
        if (stopped.isPresent() && !week.isComplete()) {
            return conclusion.fail(underWay, stopped.get()).thenReturn(Filling.failed(stopped.get()));
        }
        var plan = week.plan();
        return (week.pieces().failure().isPresent() ? Mono.just(week.pieces()) : questions.ask(plan, underWay))
                .flatMap(pieces -> conclusion.of(plan, pieces, underWay))
                .timeout(settings.deadline())
                .map(outcome -> switch (outcome) {
                    case Fetch.Stored _ -> new Filled.Stored();
                    case Fetch.Failed(var failure) -> Filling.failed(failure);
                });
    }

    /** A fault of ours costs the week that it struck and no other. */
    private Mono<Filled> giveUp(SpanWeek week, Throwable fault) {
        return isTaken(fault)
                ? Mono.error(fault)
                : conclusion
                        .giveUp(week.underWay(), fault)
                        .doOnError(again -> LOG.warn("{} failed while it was read with others", week.key(), again))
                        .onErrorResume(_ -> Mono.just(new Fetch.Failed(
                                new Unavailable("Internal: " + fault.getClass().getSimpleName(), ""))))
                        .map(_ -> Filling.failed(
                                new Unavailable("Internal: " + fault.getClass().getSimpleName(), "")));
    }

    private static boolean isTaken(Throwable fault) {
        return fault instanceof LeaseLostException || fault instanceof RunOverException;
    }

    private static Mono<Filled> lost(SpanWeek week) {
        return Mono.fromSupplier(() -> {
            LOG.warn("{} is fetched by another replica now", week.key());
            week.lose();
            return new Filled.Unneeded();
        });
    }

    /** Nobody wants to know any more what comes of it. */
    private Mono<Void> close(Span span) {
        return Flux.fromIterable(span.weeks())
                .concatMap(week -> conclusion
                        .fail(week.underWay(), new Unavailable("Reading it was broken off", ""))
                        .onErrorComplete())
                .then();
    }
}
