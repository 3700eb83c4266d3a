package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import dev.weekline.problem.AskedWeek;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Maturity;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code GET /reports/weekly}: stored totals of a span of weeks, by one statement; nothing is fetched. */
@Controller("/reports/weekly")
class TrendController {

    private static final int USUAL_WEEKS = 12;
    private static final int MOST_WEEKS = 160;

    private final AskedAccount accounts;
    private final ReportStore store;
    private final Clock clock;

    TrendController(AskedAccount accounts, ReportStore store, Clock clock) {
        this.accounts = accounts;
        this.store = store;
        this.clock = clock;
    }

    @Get(produces = MediaType.APPLICATION_JSON)
    @Secured(Needs.READ)
    Mono<HttpResponse<?>> totals(
            @QueryValue @Nullable String account,
            @QueryValue @Nullable String from,
            @QueryValue @Nullable String to,
            Sight sight) {
        return accounts.find(account, sight).flatMap(found -> {
            var last = to == null ? IsoWeek.running(clock.instant(), found.timeZone()) : AskedWeek.parse(to, "to");
            var first = from == null ? last.plus(1 - USUAL_WEEKS) : AskedWeek.parse(from, "from");
            check(first, last);
            return store.span(found.id(), first, last).collectList().map(weeks -> respond(found, weeks));
        });
    }

    private static void check(IsoWeek from, IsoWeek to) {
        var weeks = from.until(to) + 1;
        if (weeks < 1) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "from is a week before to").withField("from");
        }
        if (weeks > MOST_WEEKS) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "A span is at most " + MOST_WEEKS + " weeks long")
                    .withField("from");
        }
    }

    private HttpResponse<?> respond(Account account, List<WeekTotals> weeks) {
        var now = clock.instant();
        return HttpResponse.ok(Json.text(json -> {
                    json.writeStartObject();
                    ReportJson.account(json, account);
                    json.writeArrayFieldStart("weeks");
                    for (var week : weeks) {
                        json.writeStartObject();
                        ReportJson.week(json, week.week());
                        json.writeStringField(
                                "maturity",
                                Maturity.ofFetched(week.week(), account.timeZone(), week.fetchedAt(), now)
                                        .word());
                        json.writeNumberField("revision", week.revision());
                        json.writeStringField("source", week.source());
                        json.writeStringField("fetchedAt", Json.moment(week.fetchedAt()));
                        json.writeFieldName("totals");
                        json.writeRawValue(week.totals());
                        json.writeFieldName("actionTypes");
                        json.writeRawValue(week.actionTypes());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header("Vary", "Accept-Encoding, Authorization, Cookie");
    }
}
