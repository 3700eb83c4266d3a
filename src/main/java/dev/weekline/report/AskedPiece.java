package dev.weekline.report;

import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.Recipe;
import dev.weekline.meta.Recipes;
import dev.weekline.meta.Section;
import dev.weekline.run.Run;
import java.util.Optional;

/**
 * A piece of a week that is asked of Meta.
 *
 * @param section which section; empty for the totals
 */
record AskedPiece(Optional<Section> section) {

    static final AskedPiece TOTALS = new AskedPiece(Optional.empty());

    static AskedPiece of(Section section) {
        return new AskedPiece(Optional.of(section));
    }

    Recipe recipe() {
        return section.map(Section::recipe).orElse(Recipes.TOTALS);
    }

    /** Where it goes as it comes. */
    Arrival arrival(ReportStore store, Run run) {
        return section.<Arrival>map(rows -> new RowsArrival(store, run, rows))
                .orElseGet(() -> new TotalsArrival(run.startedAt()));
    }

    /** That it could not be had. */
    Brought failed(Failure failure) {
        return section.<Brought>map(missed -> new Brought.Missed(missed, failure))
                .orElseGet(() -> new Brought.Failed(failure));
    }

    /** Whether it has been asked for, with or without success. */
    boolean isIn(Pieces pieces) {
        return section.map(pieces::has)
                .orElseGet(() -> pieces.totals().isPresent() || pieces.failure().isPresent());
    }
}
