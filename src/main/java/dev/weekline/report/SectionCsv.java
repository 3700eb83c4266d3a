package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.meta.Recipe.Dimension;
import dev.weekline.meta.Section;
import dev.weekline.metric.Metric;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of a section as a table: what a row is about, then every figure. Every line ends with its line break. */
record SectionCsv(Account account, IsoWeek week, Section section) {

    static final MediaType TYPE = MediaType.of("text/csv; charset=utf-8");

    /** What a spreadsheet may take for the beginning of a formula, in either width. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final String LINE_BREAK = "\r\n";

    /** An answer of such lines, which a browser keeps under a name that says what it is. */
    <T> MutableHttpResponse<T> respond(T lines) {
        return HttpResponse.ok(lines)
                .contentType(TYPE)
                .header("Vary", SectionPage.VARY)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s-%s-%s.csv\"".formatted(account.slug(), week, section.word()));
    }

    /** The names of the columns. */
    String header() {
        return Stream.concat(
                        dimensions().map(Dimension::word),
                        Arrays.stream(Metric.values()).map(Metric::word))
                .collect(Collectors.joining(",", "", LINE_BREAK));
    }

    String lines(List<RowView> rows) {
        return rows.stream().map(this::line).collect(Collectors.joining());
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
                .collect(Collectors.joining(",", "", LINE_BREAK));
    }

    private Stream<Dimension> dimensions() {
        return section.recipe().dimensions().stream();
    }

    /** Quoted where RFC 4180 wants it; a leading sign of a formula is disarmed for spreadsheets. */
    private static String cell(String text) {
        var safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
