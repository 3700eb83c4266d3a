package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.util.Optional;

/** A page of the rows of a section, as JSON or CSV. */
record SectionPage(Account account, IsoWeek week, SectionState state, int revision, SectionRows.Page page, int limit) {

    static final String VARY = "Accept, Accept-Encoding, Authorization, Cookie";

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

    /** The same rows as a table; the next page is in the {@code Link} header. */
    HttpResponse<?> csv() {
        var table = new SectionCsv(state.section(), account.currency());
        return respond(table.header() + table.lines(page.rows()), SectionCsv.TYPE);
    }

    private HttpResponse<?> respond(String body, MediaType type) {
        var response = HttpResponse.ok(body).contentType(type).header("Vary", VARY);
        next().ifPresent(path -> response.header("Link", "<" + path + ">; rel=\"next\""));
        return response;
    }

    private Optional<String> next() {
        return page.next().map(cursor -> SectionRows.path(cursor) + "&limit=" + limit);
    }
}
