package dev.weekline.backfill;

import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.database.Lane;
import dev.weekline.meta.Insights;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.Work;
import dev.weekline.report.Filled;
import dev.weekline.report.Spans.FilledWeek;
import dev.weekline.run.Cause;
import dev.weekline.run.RunCost;
import dev.weekline.run.Runs;
import dev.weekline.trail.Trail;
import dev.weekline.work.BackgroundQueue;
import dev.weekline.work.Lease;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Does one step: the week whose turn it is, with its missing neighbours, if the quota leaves room for it. Every replica
 * may step at any time, and as many at once as it is allowed to.
 */
@Singleton
class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    /** Room that is wanted before a week is begun, in weeks: its calls should not have to wait half way. */
    private static final int WEEKS_OF_ROOM = 3;

    /**
     * Room that is wanted before more weeks are read together than Meta takes one price for: they cost twice as much.
     */
    private static final int WEEKS_OF_WIDE_ROOM = 2 * WEEKS_OF_ROOM;

    /** How many accounts may turn out to have to rest before that is the answer. */
    private static final int MOST_LOOKS = 3;

    /** After which it is looked whether a paused account was resumed. */
    private static final Duration PAUSED = Duration.ofMinutes(1);

    /** As a failure is stored with a week. */
    private static final String FAULT = "{\"why\": \"Weekline itself failed at this week; its log says how\"}";

    private final BackgroundQueue queue;
    private final Accounts accounts;
    private final CallQuota quota;
    private final Insights insights;
    private final Fetching fetching;
    private final Runs runs;
    private final Pauses pauses;
    private final BackfillSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher<StepTaken> events;
    private final Scheduler timer;
    private final AtomicInteger underWay = new AtomicInteger();

    /** Those of them that the quota has left room for. */
    private final AtomicInteger spending = new AtomicInteger();

    /** From then on connections are taken away from what is under way, which is nobody's failure. */
    private volatile boolean stopping;

    Collector(
            BackgroundQueue queue,
            Accounts accounts,
            CallQuota quota,
            Insights insights,
            Fetching fetching,
            Runs runs,
            Pauses pauses,
            BackfillSettings settings,
            Clock clock,
            ApplicationEventPublisher<StepTaken> events,
            @Named("timer") Optional<Scheduler> timer) {
        this.queue = queue;
        this.accounts = accounts;
        this.quota = quota;
        this.insights = insights;
        this.fetching = fetching;
        this.runs = runs;
        this.pauses = pauses;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.timer = timer.orElseGet(Schedulers::parallel);
    }

    @EventListener
    void stop(ShutdownEvent event) {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /**
     * Does one step. It goes on to its end even if whoever waits for it leaves.
     *
     * @param patience after which the answer is that the work is under way
     */
    Mono<Step> step(Duration patience) {
        return Mono.defer(() -> {
            if (underWay.incrementAndGet() > settings.atOnce() || stopping || !fetching.hasRoom()) {
                underWay.decrementAndGet();
                return Mono.just(new Step.Busy());
            }
            var begun = new AtomicReference<Step>(new Step.Busy());
            var asked = clock.instant();
            var step = Lane.BACKGROUND
                    .of(Trail.told(look(MOST_LOOKS, begun)))
                    .doOnNext(taken -> log(taken, Duration.between(asked, clock.instant())))
                    .doOnNext(taken -> events.publishEvent(new StepTaken(taken)))
                    .doFinally(_ -> underWay.decrementAndGet());
            // The work is nobody's to cancel.
            return Mono.fromFuture(step.toFuture(), /* suppressCancel= */ true)
                    .timeout(patience, Mono.fromSupplier(begun::get), timer);
        });
    }

    /** A line for each step that has done something. */
    private static void log(Step step, Duration took) {
        if (step instanceof Step.Worked worked) {
            LOG.atInfo()
                    .addKeyValue("account", worked.account())
                    .addKeyValue("week", worked.week())
                    .log(
                            "Background step: {} weeks stored, {} failed; {} calls, {} units in {} ms{}",
                            worked.stored().size(),
                            worked.failed().size(),
                            worked.cost().calls(),
                            worked.cost().units(),
                            took.toMillis(),
                            worked.setback()
                                    .map(setback -> "; " + setback.why())
                                    .orElse(""));
        }
    }

    private Mono<Step> look(int looks, AtomicReference<Step> begun) {
        return queue.claim(clock.instant())
                .flatMap(lease -> work(lease, begun))
                .flatMap(step -> hasCostNothing(step) && looks > 1 ? look(looks - 1, begun) : Mono.just(step))
                .switchIfEmpty(Mono.defer(this::idle));
    }

    private static boolean hasCostNothing(Step step) {
        return step instanceof Step.Worked worked
                && worked.rests()
                && worked.cost().equals(RunCost.NOTHING);
    }

    private Mono<Step> idle() {
        return queue.nextDue()
                // What is due and was not given to us is worked on by somebody, or its account is.
                .<Step>map(due -> due.isAfter(clock.instant()) ? new Step.Resting(due) : new Step.Busy())
                .defaultIfEmpty(new Step.Nothing());
    }

    private Mono<Step> work(Lease lease, AtomicReference<Step> begun) {
        var start = Step.Worked.begin(lease.account(), lease.week());
        return accounts.find(lease.account().value())
                .<Step>flatMap(account -> {
                    if (account.isPaused()) {
                        return paused(start, lease);
                    }
                    begun.set(new Step.UnderWay(lease.account(), lease.week()));
                    return wait(account, WEEKS_OF_ROOM)
                            .flatMap(wait -> wait.isPositive()
                                    ? noRoom(start, lease, clock.instant().plus(wait))
                                    : fetchBeside(start, account, lease));
                })
                .switchIfEmpty(Mono.defer(() -> queue.drop(lease).thenReturn(start)));
    }

    private Mono<Step.Worked> paused(Step.Worked start, Lease lease) {
        return rest(
                start,
                lease,
                RunCost.NOTHING,
                new Step.Setback(true, "The account is paused", clock.instant().plus(PAUSED)),
                false);
    }

    /** Steps that share what is left for one would all come to nothing half way. */
    private Mono<? extends Step> fetchBeside(Step.Worked start, Account account, Lease lease) {
        return Mono.defer(() -> {
                    var steps = spending.incrementAndGet();
                    return steps == 1
                            ? fetch(start, account, lease, steps)
                            : wait(account, steps * WEEKS_OF_ROOM)
                                    .flatMap(wait -> wait.isPositive()
                                            ? queue.putBack(lease).thenReturn((Step) new Step.Busy())
                                            : fetch(start, account, lease, steps));
                })
                .doFinally(_ -> spending.decrementAndGet());
    }

    /** @param weeks how many of them are to have room, each read alone */
    private Mono<Duration> wait(Account account, int weeks) {
        return quota.estimateWait(account.id(), Work.BACKGROUND, weeks * insights.unitsOfWeek());
    }

    private Mono<Step.Worked> noRoom(Step.Worked start, Lease lease, Instant until) {
        return rest(
                start,
                lease,
                RunCost.NOTHING,
                new Step.Setback(true, "The quota leaves no room for work that nobody waits for", until),
                false);
    }

    /** Missing weeks that lie side by side are fetched together. */
    private Mono<Step.Worked> fetch(Step.Worked start, Account account, Lease first, int steps) {
        return neighbours(account, first, steps).collectList().flatMap(neighbours -> {
            var leases = Stream.concat(Stream.of(first), neighbours.stream()).toList();
            var left = new HashSet<>(leases);
            var done = new AtomicReference<>(start);
            return fetching.fill(account, leases)
                    .doOnNext(week -> left.remove(week.lease()))
                    .onErrorResume(fault -> faults(left, fault))
                    .concatMap(week ->
                            ended(Objects.requireNonNull(done.get()), week).doOnNext(done::set))
                    .then(Mono.fromSupplier(done::get))
                    .delayUntil(step -> learn(step, leases.size()));
        });
    }

    private Flux<Lease> neighbours(Account account, Lease first, int steps) {
        if (!first.cause().equals(Cause.BACKFILL.word())) {
            return Flux.empty();
        }
        return wait(account, steps * WEEKS_OF_WIDE_ROOM)
                .map(wait -> wait.isPositive() ? Cost.narrower(settings.together()) : settings.together())
                .flatMapMany(together -> queue.claimNeighbours(first, together - 1, clock.instant()));
    }

    /**
     * Where the quota did not reach for all weeks together, fewer are tried: what a section had brought when it ended
     * is lost, and would be asked for again and again.
     */
    private Mono<Void> learn(Step.Worked step, int weeks) {
        if (weeks > 1 && step.rests() && step.stored().isEmpty() && step.cost().calls() > 0) {
            return queue.narrow(step.account(), Cost.narrower(weeks / 2));
        }
        return step.stored().size() == weeks ? queue.widen(step.account()) : Mono.empty();
    }

    /** A fault of ours counts like a failure of Meta's, so that it is not repeated without end. */
    private Flux<FilledWeek> faults(Set<Lease> left, Throwable fault) {
        LOG.atLevel(stopping ? Level.DEBUG : Level.WARN)
                .log(
                        "Filling in weeks of {} failed",
                        left.stream().map(Lease::account).findFirst(),
                        fault);
        return Flux.fromIterable(left)
                .map(lease -> new FilledWeek(
                        lease, new Filled.Failed("Weekline itself failed at this week", FAULT, /* curable= */ true)));
    }

    private Mono<Step.Worked> ended(Step.Worked step, FilledWeek week) {
        var lease = week.lease();
        return runs.latestCost(lease.account(), lease.week())
                .defaultIfEmpty(RunCost.NOTHING)
                .flatMap(cost -> switch (week.filled()) {
                    case Filled.Stored _ -> queue.awake(lease.account()).thenReturn(step.storing(lease.week(), cost));
                    case Filled.Unneeded _ -> Mono.just(step);
                    case Filled.NoRoom _ -> queue.putBack(lease).thenReturn(step);
                    case Filled.Throttled(var until, var why) ->
                        rest(step, lease, cost, new Step.Setback(true, why, until), false);
                    case Filled.Blocked(var why) -> blocked(step, lease, cost, why);
                    case Filled.Failed failed -> failed(step, lease, cost, failed);
                });
    }

    private Mono<Step.Worked> blocked(Step.Worked step, Lease lease, RunCost cost, String why) {
        return queue.failuresOf(lease.account())
                .flatMap(before -> rest(
                        step,
                        lease,
                        cost,
                        new Step.Setback(true, why, clock.instant().plus(pauses.after(before))),
                        true));
    }

    /** The account rests once, however many of its weeks say so. */
    private Mono<Step.Worked> rest(Step.Worked step, Lease lease, RunCost cost, Step.Setback setback, boolean failure) {
        var rest = step.rests()
                ? Mono.<Void>empty()
                : queue.rest(lease.account(), setback.until(), setback.why(), failure);
        return rest.then(Mono.defer(() -> queue.putBack(lease)))
                .thenReturn(step.stopped(step.rests() ? step.setback().orElseThrow() : setback, cost));
    }

    /** What waiting can't cure is not tried again until somebody says so. */
    private Mono<Step.Worked> failed(Step.Worked step, Lease lease, RunCost cost, Filled.Failed failed) {
        var dead = !failed.curable() || lease.attempts() + 1 >= settings.attempts();
        var next = clock.instant().plus(pauses.after(lease.attempts()));
        return queue.failed(lease, failed.error(), next, dead)
                .thenReturn(step.failing(
                        lease.week(), new Step.Setback(false, failed.why(), dead ? Instant.MAX : next), cost));
    }
}
