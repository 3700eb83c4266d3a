package dev.weekline.report;

import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Part;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The totals of a week: one row, or one for each part. A week without delivery has none. */
final class TotalsArrival implements Arrival {

    private final PartedCounts counts = new PartedCounts();
    private final Instant asOf;

    TotalsArrival(Instant asOf) {
        this.asOf = asOf;
    }

    @Override
    public Mono<Void> page(Part part, List<InsightsRow> rows) {
        rows.forEach(row -> counts.add(part, row.counts()));
        return Mono.empty();
    }

    @Override
    public Mono<Void> anew() {
        counts.clear();
        return Mono.empty();
    }

    @Override
    public Mono<Brought> end(List<Omission> omissions) {
        return Mono.just(new Brought.Totals(counts.folded(), omissions, asOf));
    }
}
