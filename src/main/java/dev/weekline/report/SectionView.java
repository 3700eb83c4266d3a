package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A section as a report shows it: its first rows and where the rest is. */
record SectionView(SectionState state, List<RowView> rows, Optional<String> next) {

    void write(JsonGenerator json, String currency) throws IOException {
        json.writeObjectFieldStart(state.section().word());
        json.writeStringField("status", "complete");
        json.writeStringField("recipe", state.recipe());
        json.writeNumberField("rowCount", state.rowCount());
        ReportJson.omitted(json, state);
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
