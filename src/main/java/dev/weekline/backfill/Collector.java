package dev.weekline.backfill;

import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.meta.Insights;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.Work;
import dev.weekline.report.Filled;
import dev.weekline.report.Filling;
import dev.weekline.run.RunCost;
import dev.weekline.run.Runs;
import dev.weekline.work.BackgroundQueue;
import dev.weekline.work.Lease;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Does one step: the week whose turn it is, if the quota leaves room for it. Every replica may step at any time, and as
 * many at once as it is allowed to.
 */
@Singleton
class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    /** Room that is wanted before a week is begun, in weeks: its calls should not have to wait half way. */
    private static final int WEEKS_OF_ROOM = 3;

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
    private final Filling filling;
    private final Runs runs;
    private final Pauses pauses;
    private final BackfillSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher<StepTaken> events;
    private final Scheduler timer;
    private final AtomicInteger underWay = new AtomicInteger();

    Collector(
            BackgroundQueue queue,
            Accounts accounts,
            CallQuota quota,
            Insights insights,
            Filling filling,
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
        this.filling = filling;
        this.runs = runs;
        this.pauses = pauses;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.timer = timer.orElseGet(Schedulers::parallel);
    }

    /**
     * Does one step. It goes on to its end even if whoever waits for it leaves.
     *
     * @param patience after which the answer is that the work is under way
     */
    Mono<Step> step(Duration patience) {
        return Mono.defer(() -> {
            if (underWay.incrementAndGet() > settings.atOnce() || !filling.hasRoom()) {
                underWay.decrementAndGet();
                return Mono.just(new Step.Busy());
            }
            var begun = new AtomicReference<Step>(new Step.Busy());
            var step = look(MOST_LOOKS, begun)
                    .doOnNext(taken -> events.publishEvent(new StepTaken(taken)))
                    .doFinally(_ -> underWay.decrementAndGet());
            // The work is nobody's to cancel.
            return Mono.fromFuture(step.toFuture(), /* suppressCancel= */ true)
                    .timeout(patience, Mono.fromSupplier(begun::get), timer);
        });
    }

    private Mono<Step> look(int looks, AtomicReference<Step> begun) {
        return queue.claim(clock.instant())
                .flatMap(lease -> work(lease, begun))
                .flatMap(step ->
                        step instanceof Step.AccountRests rests && rests.cost().equals(RunCost.NOTHING) && looks > 1
                                ? look(looks - 1, begun)
                                : Mono.just(step))
                .switchIfEmpty(Mono.defer(this::idle));
    }

    private Mono<Step> idle() {
        return queue.nextDue().<Step>map(Step.Resting::new).defaultIfEmpty(new Step.Nothing());
    }

    private Mono<Step> work(Lease lease, AtomicReference<Step> begun) {
        return accounts.find(lease.account().value())
                .flatMap(account -> {
                    if (account.isPaused()) {
                        return rest(
                                lease,
                                RunCost.NOTHING,
                                "The account is paused",
                                clock.instant().plus(PAUSED),
                                false);
                    }
                    begun.set(new Step.UnderWay(lease.account(), lease.week()));
                    return wait(account)
                            .flatMap(wait -> wait.isPositive()
                                    ? noRoom(lease, clock.instant().plus(wait))
                                    : filling.fill(account, lease).flatMap(filled -> ended(lease, filled)));
                })
                .switchIfEmpty(Mono.defer(
                        () -> queue.drop(lease).thenReturn(new Step.Unneeded(lease.account(), lease.week()))))
                .onErrorResume(fault -> fault(lease, fault));
    }

    private Mono<Duration> wait(Account account) {
        return quota.estimateWait(account.id(), Work.BACKGROUND, WEEKS_OF_ROOM * insights.unitsOfWeek());
    }

    private Mono<Step> noRoom(Lease lease, Instant until) {
        return rest(lease, RunCost.NOTHING, "The quota leaves no room for work that nobody waits for", until, false);
    }

    private Mono<Step> ended(Lease lease, Filled filled) {
        var account = lease.account();
        var week = lease.week();
        return runs.latestCost(account, week).defaultIfEmpty(RunCost.NOTHING).flatMap(cost -> switch (filled) {
            case Filled.Stored _ -> queue.awake(account).thenReturn(new Step.Stored(account, week, cost));
            case Filled.Unneeded _ -> Mono.just(new Step.Unneeded(account, week));
            case Filled.NoRoom _ -> queue.putBack(lease).thenReturn(new Step.Busy());
            case Filled.Throttled(var until, var why) -> rest(lease, cost, why, until, false);
            case Filled.Blocked(var why) ->
                queue.failuresOf(account)
                        .flatMap(
                                before -> rest(lease, cost, why, clock.instant().plus(pauses.after(before)), true));
            case Filled.Failed(var why, var error, var curable) -> failed(lease, cost, why, error, curable);
        });
    }

    private Mono<Step> rest(Lease lease, RunCost cost, String why, Instant until, boolean failure) {
        return queue.rest(lease.account(), until, why, failure)
                .then(queue.putBack(lease))
                .thenReturn(new Step.AccountRests(lease.account(), lease.week(), cost, why, until));
    }

    /** What waiting can't cure is not tried again until somebody says so. */
    private Mono<Step> failed(Lease lease, RunCost cost, String why, String error, boolean curable) {
        var dead = !curable || lease.attempts() + 1 >= settings.attempts();
        var next = clock.instant().plus(pauses.after(lease.attempts()));
        return queue.failed(lease, error, next, dead)
                .thenReturn(new Step.Failed(lease.account(), lease.week(), cost, why, dead ? Instant.MAX : next));
    }

    /** A fault of ours counts like a failure of Meta's, so that it is not repeated without end. */
    private Mono<Step> fault(Lease lease, Throwable fault) {
        LOG.warn("Filling in {} of {} failed", lease.week(), lease.account(), fault);
        return failed(lease, RunCost.NOTHING, "Weekline itself failed at this week", FAULT, true);
    }
}
