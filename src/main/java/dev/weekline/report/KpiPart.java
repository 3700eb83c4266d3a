package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.metric.Kpi;
import dev.weekline.metric.KpiTargets;
import dev.weekline.metric.Metric;
import dev.weekline.metric.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A report measured against what its account wants. It is made when a report is read, so that it shows today's targets.
 */
final class KpiPart {

    private final KpiTargets targets;
    private final StoredReport report;
    private final JsonNode totals;

    private KpiPart(KpiTargets targets, StoredReport report, JsonNode totals) {
        this.targets = targets;
        this.report = report;
        this.totals = totals;
    }

    static KpiPart of(StoredReport report) {
        var targets = report.kpis().targets();
        return new KpiPart(targets, report, CountsJson.read(isEmpty(targets) ? "{}" : report.totals()));
    }

    /** Whether nothing is wanted, so that a report says nothing of it. */
    static boolean isEmpty(KpiTargets targets) {
        return targets.equals(KpiTargets.NONE);
    }

    /** The property {@code kpis}; nothing where nothing is wanted. */
    void write(JsonGenerator json, String currency) throws IOException {
        if (isEmpty(targets)) {
            return;
        }
        json.writeObjectFieldStart("kpis");
        if (targets.primaryEvent().isPresent()) {
            json.writeStringField("primaryEvent", targets.primaryEvent().get().word());
        }
        for (var kpi : targets.kpis()) {
            json.writeObjectFieldStart(kpi.word());
            json.writeNumberField("target", shown(kpi, currency));
            json.writeStringField("formula", kpi.formula().toString());
            var value = value(kpi);
            if (value.isPresent()) {
                reached(json, kpi, value.get(), currency);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** What the report lacks, and which targets can't be compared with anything for the same reason. */
    String absent() {
        var lacking = targets.kpis().stream()
                .filter(kpi -> value(kpi).isEmpty())
                .map(kpi -> new Absence("kpis." + kpi.word() + ".value", reason(kpi)))
                .toList();
        return lacking.isEmpty() ? report.absent() : joined(report.absent(), ReportJson.absent(lacking));
    }

    private static void reached(JsonGenerator json, Kpi kpi, BigDecimal value, String currency) throws IOException {
        json.writeNumberField("value", value);
        json.writeObjectFieldStart("distance");
        Json.change(json, kpi.metric(), kpi.distance(value), currency);
        json.writeEndObject();
        json.writeBooleanField("onTrack", kpi.isOnTrack(value));
    }

    private Optional<BigDecimal> value(Kpi kpi) {
        return Optional.ofNullable(totals.get(kpi.metric().word())).map(JsonNode::decimalValue);
    }

    /** Why the totals lack the figure, which they say themselves. */
    private String reason(Kpi kpi) {
        var path = "totals." + kpi.metric().word();
        return StreamSupport.stream(CountsJson.read(report.absent()).spliterator(), false)
                .filter(absence -> absence.path("path").asText().equals(path))
                .map(absence -> absence.path("reason").asText())
                .findFirst()
                .orElse(Absence.NOT_RETURNED);
    }

    private static BigDecimal shown(Kpi kpi, String currency) {
        return kpi.metric() == Metric.ROAS ? kpi.target() : new Money(kpi.target(), currency).shown();
    }

    private static String joined(String some, String others) {
        return some.equals("[]") ? others : some.substring(0, some.length() - 1) + "," + others.substring(1);
    }
}
