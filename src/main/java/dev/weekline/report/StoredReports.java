package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.report.ReportAnswer.Origin;
import dev.weekline.work.Notices;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Finds what is stored: in memory while every change is heard of, else in the database. While notices of other replicas
 * do not arrive, what is in memory is compared with the database before it is used; while the database does not answer
 * either, it is used as it is.
 */
@Singleton
class StoredReports {

    private static final Logger LOG = LoggerFactory.getLogger(StoredReports.class);

    private final ReportMemory memory;
    private final ReportStore store;
    private final Notices notices;
    private final Pace pace;
    private final Clock clock;
    private final SingleFlight<ReportKey, Optional<HeldReport>> lookUps = new SingleFlight<>();

    StoredReports(ReportMemory memory, ReportStore store, Notices notices, Pace pace, Clock clock) {
        this.memory = memory;
        this.store = store;
        this.notices = notices;
        this.pace = pace;
        this.clock = clock;
    }

    /** A report, where it was, and how long that took. */
    record Found(HeldReport report, Origin origin, ServerTiming timing) {

        static Found inMemory(HeldReport report) {
            return new Found(report, Origin.MEMORY, ServerTiming.MEMORY);
        }
    }

    /** What is stored of a week; empty where nothing is. */
    Mono<Found> find(Account account, ReportKey key) {
        return Mono.defer(() -> find(account, key, clock.instant()));
    }

    private Mono<Found> find(Account account, ReportKey key, Instant begun) {
        return Mono.justOrEmpty(remembered(key))
                .switchIfEmpty(Mono.defer(() -> compared(key)))
                .flatMap(report -> report.canWait(pace, clock.instant())
                        ? shared(account, key)
                                .map(stretched -> inDatabase(stretched, begun))
                                .onErrorReturn(Found.inMemory(report))
                        : Mono.just(Found.inMemory(report)))
                .switchIfEmpty(Mono.defer(() -> shared(account, key)).map(report -> inDatabase(report, begun)));
    }

    private Found inDatabase(HeldReport report, Instant begun) {
        return new Found(report, Origin.DATABASE, ServerTiming.database(Duration.between(begun, clock.instant())));
    }

    /** What is in memory, if it is known to be current and says the right thing about its maturity. */
    Optional<HeldReport> remembered(ReportKey key) {
        return memory.find(key, notices.link()).filter(this::isLabelledRight);
    }

    /** Looks in the database, and remembers. */
    Mono<HeldReport> lookUp(Account account, ReportKey key) {
        return Mono.defer(() -> {
            var mark = memory.mark();
            var link = notices.link();
            return store.find(key).map(found -> {
                var held = HeldReport.of(account, key.week(), found, pace, clock.instant());
                memory.keep(held, mark, link);
                return held;
            });
        });
    }

    /** How many look-ups were spared since an equal one was under way. */
    long joins() {
        return lookUps.joins();
    }

    private Mono<HeldReport> shared(Account account, ReportKey key) {
        return lookUps.join(key, () -> lookUp(account, key).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(Mono::justOrEmpty);
    }

    /** What is in memory but may have changed unheard, if the database says that it has not. */
    private Mono<HeldReport> compared(ReportKey key) {
        return Mono.justOrEmpty(memory.findAny(key).filter(this::isLabelledRight))
                .flatMap(held -> {
                    var link = notices.link();
                    return store.stamp(key)
                            .onErrorResume(fault -> {
                                LOG.debug("What is remembered of {} could not be compared", key, fault);
                                return Mono.just(held.stamp());
                            })
                            .filter(stamp -> stamp.equals(held.stamp()))
                            .map(_ -> {
                                memory.trust(held, link);
                                return held;
                            });
                });
    }

    private boolean isLabelledRight(HeldReport report) {
        return report.isLabelledRight(clock.instant());
    }
}
