package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/** A page of the rows of a section, as JSON or CSV. */
record SectionPage(Account account, IsoWeek week, SectionState state, int revision, SectionRows.Page page, int limit) {

    static final String VARY = "Accept, Accept-Encoding, Authorization, Cookie";

    HttpResponse<?> json() {
        return linked(
                HttpResponse.ok(Json.text(json -> {
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
                        }))
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header("Vary", VARY),
                "");
    }

    /** The same rows as a table; the next page is in the {@code Link} header. */
    HttpResponse<?> csv() {
        var table = new SectionCsv(account, week, state.section());
        return linked(table.respond(table.header() + table.lines(page.rows())), "&format=csv");
    }

    /** A page links to the next in its own format, however that was asked for. */
    private HttpResponse<?> linked(MutableHttpResponse<?> response, String format) {
        next().ifPresent(path -> response.header("Link", "<" + path + format + ">; rel=\"next\""));
        return response;
    }

    private Optional<String> next() {
        return page.next().map(cursor -> SectionRows.path(cursor) + "&limit=" + limit);
    }
}
