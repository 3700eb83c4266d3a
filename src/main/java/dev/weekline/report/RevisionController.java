package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.account.Account;
import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import dev.weekline.problem.AskedWeek;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code GET /reports/weekly/{week}/revisions}: how the totals of a week moved, and when; nothing is fetched. */
@Controller("/reports/weekly")
class RevisionController {

    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    private final AskedAccount accounts;
    private final RevisionRows revisions;

    RevisionController(AskedAccount accounts, RevisionRows revisions) {
        this.accounts = accounts;
        this.revisions = revisions;
    }

    @Get(value = "/{week}/revisions", produces = MediaType.APPLICATION_JSON)
    @Secured(Needs.READ)
    Mono<HttpResponse<?>> revisions(
            @PathVariable String week,
            @QueryValue @Nullable String account,
            @QueryValue @Nullable Integer before,
            @QueryValue @Nullable Integer limit,
            Sight sight) {
        var asked = AskedWeek.parse(week, "week");
        var from = between(before, 2, Integer.MAX_VALUE, Integer.MAX_VALUE, "before");
        var count = between(limit, 1, HIGHEST_LIMIT, USUAL_LIMIT, "limit");
        return accounts.find(account, sight)
                .flatMap(found -> revisions
                        .before(new ReportKey(found.id(), asked), from, count)
                        .collectList()
                        .map(page -> respond(found, asked, page, count)));
    }

    private static HttpResponse<?> respond(Account account, IsoWeek week, List<PastRevision> page, int limit) {
        if (page.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "Nothing is stored of " + week).withField("week");
        }
        return HttpResponse.ok(Json.text(json -> {
                    json.writeStartObject();
                    ReportJson.account(json, account);
                    json.writeStringField("week", week.toString());
                    json.writeArrayFieldStart("revisions");
                    for (var revision : page) {
                        write(json, revision, account.currency());
                    }
                    json.writeEndArray();
                    if (page.getLast().number() > 1) {
                        json.writeStringField(
                                "next",
                                "/reports/weekly/%s/revisions?account=%s&limit=%d&before=%d"
                                        .formatted(
                                                week,
                                                account.id(),
                                                limit,
                                                page.getLast().number()));
                    }
                    json.writeEndObject();
                }))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header("Vary", "Accept-Encoding, Authorization, Cookie");
    }

    private static void write(JsonGenerator json, PastRevision revision, String currency) throws IOException {
        json.writeStartObject();
        json.writeNumberField("revision", revision.number());
        json.writeStringField("fetchedAt", Json.moment(revision.fetchedAt()));
        if (revision.supersededAt().isPresent()) {
            json.writeStringField(
                    "supersededAt", Json.moment(revision.supersededAt().get()));
        }
        json.writeObjectFieldStart("totals");
        Json.figures(json, revision.totals(), currency);
        json.writeEndObject();
        if (revision.changes().isPresent()) {
            json.writeFieldName("changes");
            json.writeRawValue(revision.changes().get());
        }
        json.writeEndObject();
    }

    private static int between(@Nullable Integer number, int least, int most, int usual, String field) {
        if (number == null) {
            return usual;
        }
        if (number < least || number > most) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST, "%s is a number from %d to %d".formatted(field, least, most))
                    .withField(field);
        }
        return number;
    }
}
