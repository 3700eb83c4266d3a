package dev.weekline.report;

import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Part;
import dev.weekline.meta.Section;
import dev.weekline.run.Run;
import java.util.List;
import reactor.core.publisher.Mono;

/** The rows of a section on their way into the database, where those that come in parts are put together at the end. */
final class RowsArrival implements Arrival {

    private final ReportStore store;
    private final Run run;
    private final Section section;
    private boolean inParts;

    RowsArrival(ReportStore store, Run run, Section section) {
        this.store = store;
        this.run = run;
        this.section = section;
    }

    @Override
    public Mono<Void> page(Part part, List<InsightsRow> rows) {
        inParts |= !part.equals(Part.WHOLE);
        return store.append(run, section, part, rows);
    }

    @Override
    public Mono<Void> anew() {
        return store.forget(run, section);
    }

    @Override
    public Mono<Brought> end(List<Omission> omissions) {
        var folded = inParts ? store.fold(run, section) : Mono.<Void>empty();
        return folded.thenReturn(new Brought.Rows(section, run.id(), run.startedAt(), omissions));
    }
}
