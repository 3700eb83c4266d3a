package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.meta.Recipe.Dimension;
import dev.weekline.metric.Metric;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the rows of a section, as JSON or CSV. */
record SectionPage(Account account, IsoWeek week, SectionState state, int revision, SectionRows.Page page, int limit) {

    /** What a spreadsheet may take for the beginning of a formula, in either width. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final MediaType CSV = MediaType.of("text/csv; charset=utf-8");
    private static final String VARY = "Accept, Accept-Encoding, Authorization";

    HttpResponse<?> json() {
        return respond(
                Json.text(json -> {
                    json.writeStartObject();
                    ReportJson.account(json, account);
                    json.writeStringField("week", week.toString());
                    json.writeStringField("section", state.section().word());
                    json.writeNumberField("rowCount", state.rowCount());
                    json.writeNumberField("revision", revision);
                    ReportJson.omitted(json, state);
                    json.writeArrayFieldStart("rows");
                    for (var row : page.rows()) {
                        row.write(json, account.currency());
                    }
                    json.writeEndArray();
                    if (next().isPresent()) {
                        json.writeStringField("next", next().get());
                    }
                    json.writeEndObject();
                }),
                MediaType.APPLICATION_JSON_TYPE);
    }

    /**
     * The same rows as a table: what a row is about, then every figure; the next page is in the {@code Link} header.
     */
    HttpResponse<?> csv() {
        var table = Stream.concat(Stream.of(header()), page.rows().stream().map(this::line))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        return respond(table, CSV);
    }

    private HttpResponse<?> respond(String body, MediaType type) {
        var response = HttpResponse.ok(body).contentType(type).header("Vary", VARY);
        next().ifPresent(path -> response.header("Link", "<" + path + ">; rel=\"next\""));
        return response;
    }

    private Optional<String> next() {
        return page.next().map(cursor -> SectionRows.path(cursor) + "&limit=" + limit);
    }

    private String header() {
        return Stream.concat(
                        dimensions().map(Dimension::word),
                        Arrays.stream(Metric.values()).map(Metric::word))
                .collect(Collectors.joining(","));
    }

    private String line(RowView row) {
        return Stream.concat(
                        dimensions().map(dimension -> cell(row.dimensions().getOrDefault(dimension.word(), ""))),
                        Arrays.stream(Metric.values())
                                .map(metric -> row.figures()
                                        .find(metric)
                                        .map(value -> Json.shown(metric, value, account.currency()))
                                        .map(BigDecimal::toPlainString)
                                        .orElse("")))
                .collect(Collectors.joining(","));
    }

    private Stream<Dimension> dimensions() {
        return state.section().recipe().dimensions().stream();
    }

    /** Quoted where RFC 4180 wants it; a leading sign of a formula is disarmed for spreadsheets. */
    private static String cell(String text) {
        var safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
