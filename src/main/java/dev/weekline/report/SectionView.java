package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.metric.Figures;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A section as a report shows it: its first rows and where the rest is. */
record SectionView(
        SectionState state, List<RowView> rows, Optional<String> next, Optional<Reconciliation> reconciliation) {

    /** A section that was not compared with the totals. */
    SectionView(SectionState state, List<RowView> rows, Optional<String> next) {
        this(state, rows, next, Optional.empty());
    }

    SectionView reconciled(Figures totals, ReconciliationSettings tolerance) {
        return new SectionView(state, rows, next, Reconciliation.of(state, totals, tolerance));
    }

    void write(JsonGenerator json, String currency) throws IOException {
        json.writeObjectFieldStart(state.section().word());
        json.writeStringField("status", "complete");
        json.writeStringField("recipe", state.recipe());
        json.writeNumberField("rowCount", state.rowCount());
        ReportJson.omitted(json, state);
        if (reconciliation.isPresent()) {
            reconciliation.get().write(json, currency);
        }
        if (next.isPresent()) {
            json.writeStringField("next", next.get());
        }
        json.writeArrayFieldStart("rows");
        for (var row : rows) {
            row.write(json, currency);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
