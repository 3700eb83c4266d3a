package dev.weekline.backfill;

import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.account.Sight;
import dev.weekline.meta.Insights;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.Work;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** How fast the queue moves if nothing but the quota holds it up, by what the quota says of one account and the app. */
@Singleton
class QuotaPace {

    /** So many that neither what is in a full bucket nor what a single call wants to see there makes a difference. */
    private static final int MANY_WEEKS = 100;

    /** What a week takes when nothing has to be waited for. */
    private static final Duration A_WEEK = Duration.ofSeconds(2);

    private final CallQuota quota;
    private final Insights insights;
    private final Accounts accounts;
    private final QueueRows queue;
    private final Cost cost;
    private final Clock clock;

    QuotaPace(
            CallQuota quota,
            Insights insights,
            Accounts accounts,
            QueueRows queue,
            BackfillSettings settings,
            Clock clock) {
        this.quota = quota;
        this.insights = insights;
        this.accounts = accounts;
        this.queue = queue;
        this.cost = Cost.ofAll(settings.together());
        this.clock = clock;
    }

    /** The pace from now on of what waits, most of which is read together and so costs less for each week. */
    Mono<Pace> ofQueue() {
        return Mono.zip(now(), queue.waiting(), (alone, waiting) -> {
            var plan = Plan.of(waiting, cost, alone, clock.instant());
            return alone.at(plan.units(), plan.weeks());
        });
    }

    /** The pace from now on of weeks that are read alone. */
    Mono<Pace> now() {
        return accounts.first(1, Sight.OF_ALL)
                .next()
                .flatMap(this::of)
                .defaultIfEmpty(new Pace(clock.instant(), A_WEEK));
    }

    private Mono<Pace> of(Account account) {
        return Mono.zip(wait(account, MANY_WEEKS), wait(account, 2 * MANY_WEEKS), (half, all) -> {
            var aWeek = all.minus(half).dividedBy(MANY_WEEKS);
            var now = clock.instant();
            return aWeek.compareTo(A_WEEK) < 0
                    ? new Pace(now, A_WEEK)
                    : new Pace(now.plus(half).minus(aWeek.multipliedBy(MANY_WEEKS)), aWeek);
        });
    }

    private Mono<Duration> wait(Account account, int weeks) {
        return quota.estimateWait(account.id(), Work.BACKGROUND, weeks * insights.unitsOfWeek());
    }

    /**
     * How fast the queue moves.
     *
     * @param from when it begins to, which is in the past as far as the buckets are full
     * @param aWeek how long it takes to move by one week
     */
    record Pace(Instant from, Duration aWeek) {

        /** The same if weeks cost so many units rather than as much as one that is read alone. */
        Pace at(int units, int weeks) {
            return weeks == 0 ? this : new Pace(from, aWeek.multipliedBy(units).dividedBy(Cost.units(weeks)));
        }

        /** When so many weeks will be done, seen from {@code now}. */
        Instant after(long weeks, Instant now) {
            var byQuota = from.plus(aWeek.multipliedBy(weeks));
            var atOnce = now.plus(A_WEEK.multipliedBy(weeks));
            return byQuota.isAfter(atOnce) ? byQuota : atOnce;
        }
    }
}
