package dev.weekline.report;

import dev.weekline.database.Lane;
import dev.weekline.trail.Tracing;
import dev.weekline.trail.Trail;
import dev.weekline.work.Lease;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** The fetches of this process: equal ones are one, and there is a bound to how many go on side by side. */
@Singleton
class Fetches {

    /** A fetch ends itself at its deadline; this is for one that cannot, and for waiting for another replica's. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final Mono<Fetched> LATER = Mono.just(new Fetched.NoRoom());

    private final StoredReports stored;
    private final ClusterFetch cluster;
    private final ReportMemory memory;
    private final FetchLanes lanes;
    private final FetchSettings settings;
    private final Tracing tracing;
    private final Clock clock;
    private final SingleFlight<ReportKey, Fetched> underWay = new SingleFlight<>();

    Fetches(
            StoredReports stored,
            ClusterFetch cluster,
            ReportMemory memory,
            FetchLanes lanes,
            FetchSettings settings,
            Tracing tracing,
            Clock clock) {
        this.stored = stored;
        this.cluster = cluster;
        this.memory = memory;
        this.lanes = lanes;
        this.settings = settings;
        this.tracing = tracing;
        this.clock = clock;
    }

    /** Fetches a week, or joins those who do so already. Who leaves ends nothing. */
    Mono<Fetched> take(Errand errand) {
        return tracing.waitingFor(
                errand.key(),
                underWay.join(
                        errand.key(),
                        () -> told(
                                errand,
                                hasCome(errand)
                                        .switchIfEmpty(Mono.defer(() -> inLane(errand, cluster.take(errand))))
                                        .doOnNext(fetched -> showFailure(errand.key(), fetched)))));
    }

    /** Fetches a week of which this process has the lease; equal fetches wait for it as if it were another's. */
    Mono<Fetched> work(Errand errand, Lease lease) {
        return told(
                errand,
                inLane(errand, cluster.work(errand, lease)).doOnNext(fetched -> showFailure(errand.key(), fetched)));
    }

    /** The fetch is nobody's alone: it has a trace of its own, and the marks of whoever was the first to want it. */
    private Mono<Fetched> told(Errand errand, Mono<Fetched> fetch) {
        var trail = Trail.of(errand.account().id(), errand.week(), errand.requestId());
        return tracing.apart(
                errand.key(), "fetch", trail.and("cause", errand.cause().word()).marks(), trail.on(fetch));
    }

    /** How many fetches were spared since an equal one was under way. */
    long joins() {
        return underWay.joins();
    }

    boolean hasRoom() {
        return lanes.hasRoom();
    }

    private Mono<Fetched> inLane(Errand errand, Mono<Fetched> fetch) {
        return connections(errand)
                .of(lanes.take(
                        errand.account().id(), fetch.timeout(settings.deadline().plus(GRACE), LATER), LATER));
    }

    private static Lane connections(Errand errand) {
        return switch (errand.cause()) {
            case MISSING, STALE, REFRESH -> Lane.STORING;
            case BACKFILL, UPKEEP -> Lane.BACKGROUND;
        };
    }

    /** Whoever comes just after a fetch has ended finds what it stored rather than fetching again. */
    private Mono<Fetched> hasCome(Errand errand) {
        return errand.isForced()
                ? Mono.empty()
                : stored.lookUp(errand.account(), errand.key())
                        .filter(report -> report.isFresh(now()))
                        .map(_ -> new Fetched.Elsewhere());
    }

    /** The next reader is told of a failure. */
    private void showFailure(ReportKey key, Fetched fetched) {
        if (fetched instanceof Fetched.Failed) {
            memory.forget(key);
        }
    }

    private Instant now() {
        return clock.instant();
    }
}
