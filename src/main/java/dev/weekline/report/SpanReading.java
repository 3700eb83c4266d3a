package dev.weekline.report;

import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.Section;
import dev.weekline.meta.SpanInsights;
import dev.weekline.meta.SpanInsights.SpanQuestion;
import dev.weekline.trail.Tracing;
import dev.weekline.trail.Trail;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads several weeks together: one piece after the other, rows into the database as they come. The first limit that is
 * reached ends it. What can't be had of some weeks together stays open.
 */
@Singleton
class SpanReading {

    /** The cheap ones first, so that a limit or a dead token is met before much was spent. */
    private static final List<AskedPiece> PIECES = Stream.concat(
                    Stream.of(AskedPiece.TOTALS),
                    Stream.of(
                                    Section.CAMPAIGNS,
                                    Section.RELEVANCE,
                                    Section.PLACEMENTS,
                                    Section.DEMOGRAPHICS,
                                    Section.DAILY)
                            .map(AskedPiece::of))
            .toList();

    private final SpanInsights insights;
    private final ReportStore store;
    private final Tracing tracing;

    SpanReading(SpanInsights insights, ReportStore store, Tracing tracing) {
        this.insights = insights;
        this.store = store;
        this.tracing = tracing;
    }

    /** Reads what its weeks want, and tells which limit was reached, if one was. */
    Mono<Optional<Throttled>> read(Span span) {
        var account = span.of().account().id().toString();
        var about = Map.of(
                "account", account, "weeks", Integer.toString(span.weeks().size()));
        return tracing.apart(span, "fetch", about, new Trail(Map.of("account", account)).on(readAll(span)));
    }

    private Mono<Optional<Throttled>> readAll(Span span) {
        return Mono.defer(() -> {
            var stopped = new AtomicReference<>(Optional.<Throttled>empty());
            return Flux.fromIterable(PIECES)
                    .concatMap(piece -> Mono.defer(() -> read(piece, span)).doOnNext(stopped::set), 1)
                    .takeUntil(Optional::isPresent)
                    .then(Mono.fromSupplier(() -> {
                        span.weeks().forEach(SpanWeek::doubtTotals);
                        return stopped.get();
                    }));
        });
    }

    private Mono<Optional<Throttled>> read(AskedPiece piece, Span span) {
        var open = span.weeks().stream().filter(week -> week.wants(piece)).toList();
        if (open.isEmpty()) {
            return Mono.just(Optional.empty());
        }
        var taking = new SpanTaking(piece, open, store);
        return tracing.within(
                "section",
                Map.of("section", piece.recipe().name(), "weeks", Integer.toString(open.size())),
                insights.ask(question(piece, open, span), span.shares()::add)
                        .concatMap(taking::take, 1)
                        .then(Mono.defer(taking::end))
                        .then(Mono.fromSupplier(taking::stopped)));
    }

    private static SpanQuestion question(AskedPiece piece, List<SpanWeek> open, Span span) {
        return new SpanQuestion(
                span.of().account().id(),
                span.of().account().timeZone(),
                span.of().token(),
                open.stream().map(week -> week.key().week()).sorted().toList(),
                piece.recipe(),
                span.purpose(),
                span.of().mapping().actionTypes(),
                span.retries());
    }
}
