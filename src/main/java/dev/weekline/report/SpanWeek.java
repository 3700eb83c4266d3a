package dev.weekline.report;

import dev.weekline.meta.Section;
import dev.weekline.metric.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A week that is read together with others, and what has come of it so far. */
final class SpanWeek {

    private final WeekUnderWay underWay;
    private final FetchPlan plan;
    private volatile Pieces pieces;
    private volatile boolean lost;
    private boolean delivered;
    private boolean totalsWithoutRow;

    SpanWeek(WeekUnderWay underWay, FetchPlan plan) {
        this.underWay = underWay;
        this.plan = plan;
        this.pieces = plan.adopted();
    }

    WeekUnderWay underWay() {
        return underWay;
    }

    ReportKey key() {
        return underWay.key();
    }

    /** What was planned, with everything that has come. */
    FetchPlan plan() {
        return plan.with(pieces);
    }

    Pieces pieces() {
        return pieces;
    }

    /** Somebody else has the week now. */
    void lose() {
        lost = true;
    }

    /**
     * Whether a piece has to be asked for together with that of other weeks. What is stored already is refreshed alone.
     */
    boolean wants(AskedPiece piece) {
        return !lost && plan.kind() == FetchPlan.Kind.WHOLE && pieces.failure().isEmpty() && isOpen(piece);
    }

    /** Whether nothing more has to be asked. */
    boolean isComplete() {
        return plan.kind() == FetchPlan.Kind.WHOLE
                && (pieces.failure().isPresent()
                        || Stream.concat(
                                        Stream.of(AskedPiece.TOTALS),
                                        Arrays.stream(Section.values()).map(AskedPiece::of))
                                .noneMatch(this::isOpen));
    }

    private boolean isOpen(AskedPiece piece) {
        return !piece.isIn(pieces) && !plan.leavesOut(piece);
    }

    /** @param rows how many rows it had */
    void add(Brought brought, int rows) {
        pieces = pieces.with(List.of(brought));
        switch (brought) {
            case Brought.Totals _ -> totalsWithoutRow = rows == 0;
            case Brought.Rows _ -> delivered |= rows > 0;
            case Brought.Failed _, Brought.Missed _ -> {}
        }
    }

    /** Whether the totals say that something was shown to somebody, so that every section has rows. */
    boolean hasDelivered() {
        return pieces.totals()
                .map(totals -> totals.counts().given().get(Metric.IMPRESSIONS))
                .filter(shown -> shown.signum() > 0)
                .isPresent();
    }

    /** Totals without a row mean that nothing was delivered; where sections know better, they are asked for again. */
    void doubtTotals() {
        if (totalsWithoutRow && delivered) {
            pieces = pieces.withoutTotals();
        }
    }
}
