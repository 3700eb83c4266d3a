package dev.weekline.report;

import dev.weekline.audit.ChangeLog;
import dev.weekline.report.ReportAnswer.Origin;
import dev.weekline.report.ReportAnswer.Ready;
import dev.weekline.run.Cause;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Retention;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Reads a report: from memory, else from the database, else from Meta, for that week alone. */
@Singleton
class ReportReader {

    private static final Logger LOG = LoggerFactory.getLogger(ReportReader.class);

    private final StoredReports stored;
    private final Fetches fetches;
    private final Promises promises;
    private final ChangeLog changes;
    private final Clock clock;

    ReportReader(StoredReports stored, Fetches fetches, Promises promises, ChangeLog changes, Clock clock) {
        this.stored = stored;
        this.fetches = fetches;
        this.promises = promises;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * The report of one week of one account. Equal questions share one look-up and one fetch; a reader that leaves, or
     * whose patience ends, ends neither.
     */
    Mono<ReportAnswer> read(Asked asked) {
        return stored.find(asked.account(), asked.key())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> answer(asked, found));
    }

    /** Promises to fetch a week anew, and begins; while one is under way, its promise is given. */
    Mono<ReportAnswer> order(Asked asked) {
        return stored.find(asked.account(), asked.key())
                .map(StoredReports.Found::report)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(report -> switch (Course.of(asked, report, clock.instant())) {
                    case FORCED, MISSING -> {
                        var errand = asked.errand(Cause.REFRESH, report.map(HeldReport::fetchedAt), clock.instant());
                        yield writtenDown(asked)
                                .then(promises.make(errand, Optional.empty()))
                                .doOnNext(_ -> refresh(errand));
                    }
                    case NOT_STARTED -> Mono.just(notStarted(asked));
                    default -> Mono.just(beyondRetention(asked));
                });
    }

    private Mono<ReportAnswer> answer(Asked asked, Optional<StoredReports.Found> found) {
        var now = clock.instant();
        var report = found.map(StoredReports.Found::report);
        var course = Course.of(asked, report, now);
        return switch (course) {
            case FRESH, RESTING, PAUSED, STALE, LAST -> Mono.just(ready(found.orElseThrow(), course));
            case REFRESHING -> {
                refresh(asked.errand(Cause.STALE, report.map(HeldReport::fetchedAt), now));
                yield Mono.just(ready(found.orElseThrow(), course));
            }
            case MISSING -> fetch(asked, asked.errand(Cause.MISSING, Optional.empty(), now), found, course);
            case FORCED ->
                writtenDown(asked)
                        .then(fetch(
                                asked,
                                asked.errand(Cause.REFRESH, report.map(HeldReport::fetchedAt), now),
                                found,
                                course));
            case NOT_STORED -> Mono.just(new ReportAnswer.NotStored());
            case NOT_STARTED -> Mono.just(notStarted(asked));
            case BEYOND_RETENTION -> Mono.just(beyondRetention(asked));
        };
    }

    /** The report if it is in memory, known to be current, and says the right thing about its maturity. */
    Optional<HeldReport> remembered(ReportKey key) {
        return stored.remembered(key);
    }

    private static Ready ready(StoredReports.Found found, Course course) {
        return new Ready(found.report(), found.origin(), course, found.timing());
    }

    /** Before it is begun: nobody spends the quota on purpose without a trace. */
    private Mono<Void> writtenDown(Asked asked) {
        return changes.write(asked.by(), asked.refresh());
    }

    /** Nobody waits for it. */
    private void refresh(Errand errand) {
        fetches.take(errand)
                .subscribe(
                        _ -> {},
                        fault -> LOG.warn(
                                "Refreshing {} of {} failed",
                                errand.week(),
                                errand.account().id(),
                                fault));
    }

    /** Waits as long as the reader is patient, then promises. The fetch goes on. */
    private Mono<ReportAnswer> fetch(Asked asked, Errand errand, Optional<StoredReports.Found> before, Course course) {
        return fetches.take(errand)
                .flatMap(fetched -> switch (fetched) {
                    case Fetched.Taken taken ->
                        read(asked, Origin.META, course, read -> ServerTiming.fetched(taken.times(), read));
                    case Fetched.Elsewhere _ -> {
                        var waited = Duration.between(errand.askedAt(), clock.instant());
                        yield read(asked, Origin.DATABASE, course, read -> ServerTiming.awaited(waited, read));
                    }
                    case Fetched.NoRoom _ -> promises.make(errand, Optional.empty());
                    case Fetched.Failed(var setback) -> failed(asked, errand, setback, before);
                })
                .timeout(asked.patience(), promises.make(errand, Optional.empty()));
    }

    /** Read again rather than held as it was stored: the week before may have been taken since. */
    private Mono<ReportAnswer> read(
            Asked asked, Origin origin, Course course, Function<Duration, ServerTiming> timing) {
        return Mono.defer(() -> {
            var begun = clock.instant();
            return stored.lookUp(asked.account(), asked.key())
                    .map(report ->
                            new Ready(report, origin, course, timing.apply(Duration.between(begun, clock.instant()))));
        });
    }

    /** What is stored is better than an error. */
    private Mono<ReportAnswer> failed(
            Asked asked, Errand errand, Setback setback, Optional<StoredReports.Found> before) {
        return before.isPresent()
                ? read(asked, Origin.DATABASE, Course.RESTING, ServerTiming::database)
                : promises.make(errand, Optional.of(setback));
    }

    private ReportAnswer notStarted(Asked asked) {
        return new ReportAnswer.NotStarted(
                IsoWeek.running(clock.instant(), asked.account().timeZone()));
    }

    private ReportAnswer beyondRetention(Asked asked) {
        return new ReportAnswer.BeyondRetention(
                Retention.earliest(clock.instant(), asked.account().timeZone()), "");
    }
}
