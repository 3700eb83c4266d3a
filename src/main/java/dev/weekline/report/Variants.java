package dev.weekline.report;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weekline.meta.Section;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.week.Maturity;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Representations of a report with other sections or numbers of rows than usual, remembered for as long as they hold.
 */
@Singleton
class Variants {

    private final ReportStore store;
    private final AsyncCache<Key, Rendition> remembered;

    Variants(ReportStore store, MemorySettings settings) {
        this.store = store;
        this.remembered = Caffeine.newBuilder()
                .maximumWeight(settings.bytes() / 4)
                .weigher((Key _, Rendition rendition) -> rendition.weight())
                .buildAsync();
    }

    /** The report with the given sections and so many rows of each. */
    Mono<Rendition> of(HeldReport report, List<Section> sections, int rows) {
        var key = new Key(
                report.key(),
                report.revision(),
                report.maturity(),
                report.fetchedAt(),
                report.stretched(),
                report.wanted(),
                sections,
                rows);
        return Mono.fromFuture(
                () -> remembered.get(
                        key, (_, _) -> render(report, sections, rows).toFuture()),
                /* suppressCancel= */ true);
    }

    private Mono<Rendition> render(HeldReport report, List<Section> sections, int rows) {
        return store.find(report.key())
                .flatMap(stored -> store.numbered(report.key(), stored.revision())
                        .flatMap(revision -> store.views(report.key(), revision, sections, rows))
                        .map(views -> new Rendition(ReportJson.whole(
                                report.account(),
                                report.week(),
                                report.maturity(),
                                stored.withSections(ReportJson.sections(
                                        views, report.account().currency())),
                                report.stretched(),
                                sections))))
                .switchIfEmpty(Mono.error(() ->
                        new ProblemException(ProblemType.NOT_FOUND, "The report was removed while it was being read")));
    }

    private record Key(
            ReportKey report,
            int revision,
            Maturity maturity,
            Instant fetchedAt,
            Optional<Pace.Fresh> stretched,
            Wanted wanted,
            List<Section> sections,
            int rows) {}
}
