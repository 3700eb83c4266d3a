package dev.weekline.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weekline.account.Account;
import dev.weekline.meta.Insights;
import dev.weekline.meta.MetaAnswer.BeyondRetention;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Malformed;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.Work;
import dev.weekline.report.ReportAnswer.Origin;
import dev.weekline.report.ReportAnswer.Ready;
import dev.weekline.run.Cause;
import dev.weekline.week.Freshness;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Retention;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Reads a report: from memory, else from the database, else from Meta, for that week alone. */
@Singleton
class ReportReader {

    private static final Logger LOG = LoggerFactory.getLogger(ReportReader.class);
    private static final int MOST_RESTING = 10_000;
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);

    private final ReportMemory memory;
    private final ReportStore store;
    private final Fetch fetch;
    private final FetchLanes lanes;
    private final FetchSettings settings;
    private final Freshness freshness;
    private final CallQuota quota;
    private final Insights insights;
    private final Clock clock;
    private final SingleFlight<ReportKey, Optional<HeldReport>> lookUps = new SingleFlight<>();
    private final SingleFlight<ReportKey, ReportAnswer> fetches = new SingleFlight<>();
    private final Cache<ReportKey, Resting> resting;

    ReportReader(
            ReportMemory memory,
            ReportStore store,
            Fetch fetch,
            FetchLanes lanes,
            FetchSettings settings,
            Freshness freshness,
            CallQuota quota,
            Insights insights,
            Clock clock) {
        this.memory = memory;
        this.store = store;
        this.fetch = fetch;
        this.lanes = lanes;
        this.settings = settings;
        this.freshness = freshness;
        this.quota = quota;
        this.insights = insights;
        this.clock = clock;
        this.resting = Caffeine.newBuilder().maximumSize(MOST_RESTING).build();
    }

    /**
     * The report of one week of one account. Equal questions share one look-up and one fetch; a reader that leaves, or
     * whose patience ends, ends neither.
     *
     * @param patience how long to wait for a week that has to be fetched
     */
    Mono<ReportAnswer> read(Account account, IsoWeek week, Duration patience, Optional<String> requestId) {
        var key = new ReportKey(account.id(), week);
        return Mono.justOrEmpty(remembered(key))
                .<ReportAnswer>map(held -> ready(held, Origin.MEMORY, requestId))
                .switchIfEmpty(Mono.defer(() -> lookUp(account, key))
                        .flatMap(Mono::justOrEmpty)
                        .map(held -> ready(held, Origin.DATABASE, requestId)))
                .switchIfEmpty(Mono.defer(() -> fetchMissing(account, key, patience, requestId)));
    }

    /** The report if it is in memory and says the right thing about its maturity. */
    Optional<HeldReport> remembered(ReportKey key) {
        return memory.find(key).filter(held -> held.isLabelledRight(clock.instant()));
    }

    /** A stored report is an answer, however old it is; a stale one is refreshed behind the answer. */
    private Ready ready(HeldReport held, Origin origin, Optional<String> requestId) {
        refreshIfStale(held, requestId);
        return new Ready(held, origin);
    }

    /** Begins a refresh where one is due and none is under way or resting. */
    private void refreshIfStale(HeldReport held, Optional<String> requestId) {
        var key = held.key();
        if (!held.isFresh(clock.instant())
                && rest(held.account(), key).isEmpty()
                && !beyondRetention(held.account(), key.week())) {
            fetches.join(key, () -> fetch(held.account(), key, Cause.STALE, requestId))
                    .subscribe(
                            _ -> {}, fault -> LOG.warn("Refreshing {} of {} failed", key.week(), key.account(), fault));
        }
    }

    private Mono<Optional<HeldReport>> lookUp(Account account, ReportKey key) {
        return lookUps.join(key, () -> find(account, key).map(Optional::of).defaultIfEmpty(Optional.empty()));
    }

    private Mono<HeldReport> find(Account account, ReportKey key) {
        var mark = memory.mark();
        return store.find(key).map(stored -> hold(account, key, stored, mark));
    }

    private Mono<ReportAnswer> fetchMissing(
            Account account, ReportKey key, Duration patience, Optional<String> requestId) {
        var running = IsoWeek.running(clock.instant(), account.timeZone());
        if (key.week().compareTo(running) > 0) {
            return Mono.just(new ReportAnswer.NotStarted(running));
        }
        if (beyondRetention(account, key.week())) {
            return Mono.just(new ReportAnswer.BeyondRetention(earliest(account), ""));
        }
        return rest(account, key)
                .map(Mono::just)
                .orElseGet(() -> fetches.join(key, () -> fetch(account, key, Cause.MISSING, requestId)))
                .timeout(patience, later(account));
    }

    /** Whoever comes just after a fetch has ended finds what it stored rather than fetching again. */
    private Mono<ReportAnswer> fetch(Account account, ReportKey key, Cause cause, Optional<String> requestId) {
        return find(account, key)
                .filter(held -> held.isFresh(clock.instant()))
                .<ReportAnswer>map(held -> new Ready(held, Origin.DATABASE))
                .switchIfEmpty(Mono.defer(() -> lanes.take(ask(account, key, cause, requestId), later(account))));
    }

    private Mono<ReportAnswer> ask(Account account, ReportKey key, Cause cause, Optional<String> requestId) {
        return fetch.take(key, account, cause, requestId).flatMap(fetched -> switch (fetched) {
            // Read again rather than held as it was stored: the week before may have been taken since.
            case Fetched.Taken _ -> find(account, key).map(held -> new Ready(held, Origin.META));
            case Fetched.Failed(var failure) -> Mono.just(rested(account, key, failure));
        });
    }

    private HeldReport hold(Account account, ReportKey key, StoredReport stored, long mark) {
        var held = HeldReport.of(account, key.week(), stored, freshness, clock.instant());
        memory.keep(held, mark);
        return held;
    }

    private boolean beyondRetention(Account account, IsoWeek week) {
        return week.compareTo(earliest(account)) < 0;
    }

    private IsoWeek earliest(Account account) {
        return Retention.earliest(clock.instant(), account.timeZone());
    }

    private Mono<ReportAnswer> later(Account account) {
        return quota.estimateWait(account.id(), Work.INTERACTIVE, insights.unitsOfWeek())
                .map(ReportReader::later);
    }

    private static ReportAnswer later(Duration wait) {
        return new ReportAnswer.Later(
                wait.plusSeconds(2),
                wait.isZero()
                        ? "The week is being fetched from Meta; its report is stored when that is done"
                        : "The week is waiting for its turn at Meta; its report is stored when it has been fetched");
    }

    /** Remembers a failure for a while, so that a crowd of readers does not ask a failing Meta again and again. */
    private ReportAnswer rested(Account account, ReportKey key, Failure failure) {
        var rest = failure instanceof Throttled throttled ? until(throttled) : settings.restAfterFailure();
        resting.put(key, new Resting(failure, clock.instant().plus(rest)));
        return answer(account, key, failure, rest);
    }

    /** A moment that has passed meanwhile is one that is about to come. */
    private Duration until(Throttled throttled) {
        var rest = Duration.between(clock.instant(), throttled.until());
        return rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
    }

    private Optional<ReportAnswer> rest(Account account, ReportKey key) {
        var now = clock.instant();
        return Optional.ofNullable(resting.getIfPresent(key))
                .filter(rest -> now.isBefore(rest.until()))
                .map(rest -> answer(account, key, rest.failure(), Duration.between(now, rest.until())));
    }

    private ReportAnswer answer(Account account, ReportKey key, Failure failure, Duration rest) {
        return switch (failure) {
            case Throttled throttled -> new ReportAnswer.Exhausted(rest, throttled.why(), throttled.fbtraceId());
            case Unavailable(var why, var trace) -> new ReportAnswer.Unavailable(rest, why, trace);
            case Blocked blocked -> new ReportAnswer.Blocked(blocked.why(), blocked.fbtraceId());
            case BeyondRetention beyond -> beyondRetention(account, key.week(), beyond.fbtraceId());
            case TooLarge(var why, var trace) -> new ReportAnswer.Refused(why, trace);
            case Refused(var why, var trace) -> new ReportAnswer.Refused(why, trace);
            case Malformed(var why, var trace) -> new ReportAnswer.Refused(why, trace);
        };
    }

    /** Where Meta keeps less than the calendar says, the week after the one it refused is the nearest to try. */
    private ReportAnswer beyondRetention(Account account, IsoWeek refused, String trace) {
        var earliest = earliest(account);
        return new ReportAnswer.BeyondRetention(earliest.compareTo(refused) > 0 ? earliest : refused.next(), trace);
    }

    private record Resting(Failure failure, Instant until) {}
}
