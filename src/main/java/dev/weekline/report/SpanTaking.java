package dev.weekline.report;

import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Omission;
import dev.weekline.meta.SpanInsights.WeekAnswer;
import dev.weekline.week.IsoWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes in what comes of one piece of several weeks. It belongs to one subscriber.
 *
 * <p>A week of which nothing comes may have had nothing, or Meta may have left its range out. It is believed where the
 * totals say the same, and where no other week has any rows either; else the piece stays open, to be asked for alone.
 */
final class SpanTaking {

    private final AskedPiece piece;
    private final ReportStore store;
    private final Map<IsoWeek, OfWeek> weeks = new HashMap<>();
    private final List<Mono<Void>> withoutRows = new ArrayList<>();
    private boolean anyRows;
    private Optional<Throttled> stopped = Optional.empty();

    SpanTaking(AskedPiece piece, List<SpanWeek> weeks, ReportStore store) {
        this.piece = piece;
        this.store = store;
        weeks.forEach(week -> this.weeks.put(
                week.key().week(),
                new OfWeek(week, piece.arrival(store, week.underWay().run()))));
    }

    /** What is under way of a week. */
    private static final class OfWeek {

        private final SpanWeek week;
        private final Arrival arrival;
        private int rows;

        private OfWeek(SpanWeek week, Arrival arrival) {
            this.week = week;
            this.arrival = arrival;
        }
    }

    /** The limit that was reached, if one was. */
    Optional<Throttled> stopped() {
        return stopped;
    }

    Mono<Void> take(WeekAnswer told) {
        var of = weeks.get(told.week());
        if (of == null) {
            return Mono.empty();
        }
        return switch (told.answer()) {
            case Page(var part, var rows) -> {
                of.rows += rows.size();
                anyRows |= !rows.isEmpty();
                yield of.arrival.page(part, rows);
            }
            case Anew _ -> {
                of.rows = 0;
                yield of.arrival.anew();
            }
            case Without(var omissions) -> {
                if (of.rows > 0 || told.together() == 1) {
                    yield keep(of, omissions, true);
                }
                withoutRows.add(Mono.defer(() -> believe(of, omissions)));
                yield Mono.empty();
            }
            case Throttled limit -> {
                stopped = Optional.of(limit);
                yield of.arrival.anew();
            }
            case Failure failure ->
                of.arrival
                        .take(failure, piece)
                        .doOnNext(failed -> of.week.add(failed, 0))
                        .then();
        };
    }

    /** Nothing more comes. */
    Mono<Void> end() {
        return Flux.fromIterable(withoutRows).concatMap(week -> week).then();
    }

    /** Totals without rows are written down as arrived only with the report, when the sections have agreed. */
    private Mono<Void> believe(OfWeek of, List<Omission> omissions) {
        if (piece.section().isEmpty()) {
            return keep(of, omissions, false);
        }
        return anyRows && of.week.hasDelivered() ? Mono.empty() : keep(of, omissions, true);
    }

    private Mono<Void> keep(OfWeek of, List<Omission> omissions, boolean isSure) {
        return of.arrival
                .end(omissions)
                .delayUntil(brought -> isSure ? store.arrived(of.week.underWay().run(), brought) : Mono.empty())
                .doOnNext(brought -> of.week.add(brought, of.rows))
                .then();
    }
}
