package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.account.Account;
import dev.weekline.meta.Section;
import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.Change;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Maturity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of a report as JSON, and how they come together. */
final class ReportJson {

    /** Why a section was not asked for: what costs less to ask has not moved. */
    private static final String UNMOVED = "unmoved";

    private ReportJson() {}

    static String totals(Figures totals, String currency) {
        return Json.text(json -> {
            json.writeStartObject();
            Json.figures(json, totals, currency);
            json.writeEndObject();
        });
    }

    /** What each event was read from. */
    static String actionTypes(EventChoice events) {
        return Json.text(json -> {
            json.writeStartObject();
            for (var event : BusinessEvent.values()) {
                var type = events.find(event);
                if (type.isPresent()) {
                    json.writeStringField(event.word(), type.get());
                }
            }
            json.writeEndObject();
        });
    }

    /** How the week differs from {@code before}. */
    static String comparison(IsoWeek before, Map<Metric, Change> changes, String currency) {
        return Json.text(json -> {
            json.writeStartObject();
            json.writeStringField("week", before.toString());
            json.writeObjectFieldStart("change");
            for (var change : changes.entrySet()) {
                change(json, change.getKey(), change.getValue(), currency);
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    static String sections(List<SectionView> sections, String currency) {
        return Json.text(json -> {
            json.writeStartObject();
            for (var section : sections) {
                section.write(json, currency);
            }
            json.writeEndObject();
        });
    }

    static String absent(List<Absence> absent) {
        return Json.text(json -> absent(json, absent));
    }

    static void absent(JsonGenerator json, List<Absence> absent) throws IOException {
        json.writeStartArray();
        for (var absence : absent) {
            json.writeStartObject();
            json.writeStringField("path", absence.path());
            json.writeStringField("reason", absence.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Meta's names of what no row of a section has; left out where there is nothing to say. */
    static void omitted(JsonGenerator json, SectionState state) throws IOException {
        if (!state.omissions().isEmpty()) {
            json.writeArrayFieldStart("omittedFields");
            for (var omission : state.omissions()) {
                json.writeString(omission.field());
            }
            json.writeEndArray();
        }
    }

    static void account(JsonGenerator json, Account account) throws IOException {
        json.writeObjectFieldStart("account");
        json.writeStringField("id", account.id().value());
        json.writeStringField("slug", account.slug());
        json.writeStringField("name", account.name());
        json.writeStringField("currency", account.currency());
        json.writeStringField("timeZone", account.timeZone().getId());
        json.writeEndObject();
    }

    static void week(JsonGenerator json, IsoWeek week) throws IOException {
        json.writeStringField("week", week.toString());
        json.writeStringField("weekStart", week.monday().toString());
        json.writeStringField("weekEnd", week.sunday().toString());
    }

    /**
     * The whole document; what depends on the moment of asking is written here, the rest is ready.
     *
     * @param stretched for how long it is fresh where that is longer than usual
     * @param shown the sections that are shown
     */
    static String whole(
            Account account,
            IsoWeek week,
            Maturity maturity,
            StoredReport report,
            Optional<Pace.Fresh> stretched,
            List<Section> shown) {
        var kpis = KpiPart.of(report);
        return Json.text(json -> {
            json.writeStartObject();
            account(json, account);
            week(json, week);
            json.writeStringField("maturity", maturity.word());
            json.writeNumberField("revision", report.revision());
            json.writeStringField("source", report.source());
            json.writeStringField("fetchedAt", Json.moment(report.fetchedAt()));
            json.writeStringField("dataAsOf", Json.moment(report.dataAsOf()));
            part(json, "totals", report.totals());
            part(json, "actionTypes", report.actionTypes());
            if (report.comparison().isPresent()) {
                part(json, "comparison", report.comparison().get());
            }
            kpis.write(json, account.currency());
            sections(json, report, shown);
            kept(json, report);
            refresh(json, report);
            if (stretched.isPresent()) {
                stretched.get().write(json);
            }
            part(json, "absent", kpis.absent());
            json.writeEndObject();
        });
    }

    /** Those that are there lie ready; those that are not say why. */
    private static void sections(JsonGenerator json, StoredReport report, List<Section> shown) throws IOException {
        var missing = report.standings().stream()
                .filter(standing -> standing.isMissing() && shown.contains(standing.section()))
                .toList();
        if (missing.isEmpty()) {
            part(json, "sections", report.sections());
            return;
        }
        var inner = report.sections().substring(1, report.sections().length() - 1);
        var unavailable = Json.text(text -> {
            text.writeStartObject();
            for (var standing : missing) {
                unavailable(text, standing);
            }
            text.writeEndObject();
        });
        part(json, "sections", "{" + inner + (inner.isEmpty() ? "" : ",") + unavailable.substring(1));
    }

    private static void unavailable(JsonGenerator json, Standing standing) throws IOException {
        json.writeObjectFieldStart(standing.section().word());
        json.writeStringField("status", "unavailable");
        if (standing.lack().isPresent()) {
            var lack = standing.lack().get();
            json.writeStringField("reason", lack.reason().word());
            json.writeStringField("detail", lack.detail());
            json.writeStringField("retryAt", Json.moment(lack.retryAt()));
        }
        json.writeEndObject();
    }

    /** The sections that did not come with the last fetch, since when they stand, and why; left out where all came. */
    private static void kept(JsonGenerator json, StoredReport report) throws IOException {
        var kept = report.standings().stream()
                .filter(standing -> standing.isOlderThan(report.dataAsOf()))
                .toList();
        if (kept.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("kept");
        for (var standing : kept) {
            json.writeStartObject();
            json.writeStringField("section", standing.section().word());
            json.writeStringField("dataAsOf", Json.moment(standing.asOf().orElseThrow()));
            json.writeStringField(
                    "reason", standing.lack().map(lack -> lack.reason().word()).orElse(UNMOVED));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** How refreshing fails; left out while it does not. */
    private static void refresh(JsonGenerator json, StoredReport report) throws IOException {
        if (report.setback().isPresent()) {
            var setback = report.setback().get();
            json.writeObjectFieldStart("refresh");
            json.writeStringField("state", Incurable.heals(setback.failure()) ? "failing" : "blocked");
            json.writeNumberField("attempts", setback.attempts());
            json.writeStringField("lastError", setback.failure().why());
            json.writeStringField("nextAttemptAt", Json.moment(setback.nextAttemptAt()));
            json.writeEndObject();
        }
    }

    private static void part(JsonGenerator json, String name, String text) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(text);
    }

    private static void change(JsonGenerator json, Metric metric, Change change, String currency) throws IOException {
        json.writeObjectFieldStart(metric.word());
        Json.change(json, metric, change, currency);
        json.writeEndObject();
    }
}
