package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.account.Account;
import dev.weekline.metric.Change;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Maturity;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The parts of a report as JSON, and how they come together. */
final class ReportJson {

    private ReportJson() {}

    static String totals(Figures totals, String currency) {
        return Json.text(json -> {
            json.writeStartObject();
            Json.figures(json, totals, currency);
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

    /** The whole document; what depends on the moment of asking is written here, the rest is ready. */
    static String whole(Account account, IsoWeek week, Maturity maturity, StoredReport report) {
        return Json.text(json -> {
            json.writeStartObject();
            account(json, account);
            week(json, week);
            json.writeStringField("maturity", maturity.word());
            json.writeNumberField("revision", report.revision());
            json.writeStringField("source", report.source());
            json.writeStringField(
                    "fetchedAt",
                    report.fetchedAt().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField(
                    "dataAsOf", report.dataAsOf().truncatedTo(ChronoUnit.MILLIS).toString());
            part(json, "totals", report.totals());
            if (report.comparison().isPresent()) {
                part(json, "comparison", report.comparison().get());
            }
            part(json, "sections", report.sections());
            part(json, "absent", report.absent());
            json.writeEndObject();
        });
    }

    private static void part(JsonGenerator json, String name, String text) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(text);
    }

    private static void change(JsonGenerator json, Metric metric, Change change, String currency) throws IOException {
        json.writeObjectFieldStart(metric.word());
        json.writeNumberField("absolute", Json.shown(metric, change.absolute(), currency));
        if (change.relative().isPresent()) {
            json.writeNumberField("relative", change.relative().get());
        }
        json.writeEndObject();
    }
}
