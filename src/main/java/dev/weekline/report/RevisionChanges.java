package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.meta.Section;
import dev.weekline.metric.Change;
import dev.weekline.metric.Metric;
import dev.weekline.report.RowChanges.Moved;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What a revision changed against the one before it. */
record RevisionChanges(Revision before, Revision after, Map<Section, Moved> sections) {

    /** As the API tells it. */
    String json(String currency) {
        return Json.text(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("totals");
            for (var metric : Metric.values()) {
                figure(json, metric, currency);
            }
            json.writeEndObject();
            json.writeObjectFieldStart("sections");
            for (var section : sections.entrySet()) {
                json.writeObjectFieldStart(section.getKey().word());
                json.writeNumberField("added", section.getValue().added());
                json.writeNumberField("removed", section.getValue().removed());
                json.writeNumberField("changed", section.getValue().changed());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private void figure(JsonGenerator json, Metric metric, String currency) throws IOException {
        var earlier = before.totals().find(metric);
        var now = after.totals().find(metric);
        var comparable = after.events().agreesOn(metric, before.events());
        if (comparable && isSame(earlier, now)) {
            return;
        }
        json.writeObjectFieldStart(metric.word());
        if (earlier.isPresent()) {
            json.writeNumberField("before", Json.shown(metric, earlier.get(), currency));
        }
        if (now.isPresent()) {
            json.writeNumberField("after", Json.shown(metric, now.get(), currency));
        }
        if (comparable && earlier.isPresent() && now.isPresent()) {
            Json.change(json, metric, Change.between(earlier.get(), now.get()), currency);
        }
        json.writeEndObject();
    }

    private static boolean isSame(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.map(BigDecimal::stripTrailingZeros).equals(other.map(BigDecimal::stripTrailingZeros));
    }
}
