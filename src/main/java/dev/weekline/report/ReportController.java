package dev.weekline.report;

import dev.weekline.access.Caller;
import dev.weekline.account.AccountId;
import dev.weekline.account.Needs;
import dev.weekline.audit.Actor;
import dev.weekline.edge.RequestTrail;
import dev.weekline.meta.Section;
import dev.weekline.problem.AskedWeek;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.quota.RateLimitFields;
import dev.weekline.report.ReportAnswer.Promised;
import dev.weekline.report.ReportAnswer.Ready;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code GET /reports/weekly/{week}}. */
@Controller("/reports/weekly")
class ReportController {

    private static final int MOST_ROWS = 500;

    private final AskedAccount accounts;
    private final ReportReader reader;
    private final Variants variants;
    private final Serving serving;
    private final RequestTrail trail;
    private final Clock clock;

    ReportController(
            AskedAccount accounts,
            ReportReader reader,
            Variants variants,
            Serving serving,
            RequestTrail trail,
            Clock clock) {
        this.accounts = accounts;
        this.reader = reader;
        this.variants = variants;
        this.serving = serving;
        this.trail = trail;
        this.clock = clock;
    }

    @Get(value = "/{week}", produces = MediaType.APPLICATION_JSON)
    @Secured(Needs.READ)
    Mono<HttpResponse<?>> read(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String week,
            @QueryValue @Nullable String account,
            @QueryValue @Nullable String include,
            @QueryValue @Nullable Integer rows,
            @Header("Prefer") @Nullable String prefer,
            @Header("Cache-Control") @Nullable String cacheControl) {
        var begun = System.nanoTime();
        var asked = AskedWeek.parse(week, "week");
        var preference = Prefer.parse(prefer);
        var sections = sections(include);
        var limit = rows(rows);
        return accounts.find(account, caller)
                .flatMap(found -> trail.on(
                                request,
                                found.id(),
                                asked,
                                reader.read(new Asked(
                                        found,
                                        asked,
                                        CacheControl.mode(cacheControl, caller),
                                        preference.patience(),
                                        Actor.of(request))))
                        .doOnNext(answer -> markIfCharged(request, found.id(), answer)))
                .map(answer -> ReportProblems.ready(answer, asked))
                .doOnNext(ready -> serving.had(ready.origin(), ready.course(), System.nanoTime() - begun))
                .flatMap(ready -> respond(request, ready, sections, limit, preference));
    }

    private Mono<HttpResponse<?>> respond(
            HttpRequest<?> request, Ready ready, List<Section> sections, int rows, Prefer preference) {
        requireWhole(ready.report(), sections, preference);
        return rendition(ready.report(), sections, rows)
                .map(rendition -> respond(request, ready, rendition, preference));
    }

    private static void markIfCharged(HttpRequest<?> request, AccountId account, ReportAnswer answer) {
        var charged = answer instanceof Promised
                || (answer instanceof Ready ready && ready.origin() == ReportAnswer.Origin.META);
        if (charged) {
            RateLimitFields.mark(request, account);
        }
    }

    private Mono<Rendition> rendition(HeldReport report, List<Section> sections, int rows) {
        return rows == ReportStore.USUAL_ROWS && sections.size() == Section.values().length
                ? Mono.just(report.whole())
                : variants.of(report, sections, rows);
    }

    /** Who wants all or nothing gets nothing where a section could not be had. */
    private void requireWhole(HeldReport report, List<Section> sections, Prefer preference) {
        if (preference.strict()) {
            report.standings().stream()
                    .filter(standing -> sections.contains(standing.section())
                            && standing.lack().isPresent())
                    .findFirst()
                    .ifPresent(standing -> {
                        throw ReportProblems.unavailable(standing, clock.instant());
                    });
        }
    }

    private HttpResponse<?> respond(HttpRequest<?> request, Ready ready, Rendition rendition, Prefer preference) {
        var sent = Sent.of(
                ready.report(),
                rendition,
                ready.origin(),
                ready.course(),
                ready.timing(),
                clock.instant(),
                request.getHeaders().get("If-None-Match"),
                request.getHeaders().get("Accept-Encoding"));
        var response = sent.notModified()
                ? HttpResponse.status(HttpStatus.NOT_MODIFIED)
                : HttpResponse.ok(sent.body()).contentType(MediaType.APPLICATION_JSON_TYPE);
        sent.headers(response::header);
        preference
                .applied(ready.origin() == ReportAnswer.Origin.META)
                .ifPresent(applied -> response.header("Preference-Applied", applied));
        return response;
    }

    private static List<Section> sections(@Nullable String include) {
        return include == null
                ? List.of(Section.values())
                : Arrays.stream(include.split(",", -1))
                        .map(String::strip)
                        .map(word -> Section.named(word).orElseThrow(ReportController::unknownSection))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static int rows(@Nullable Integer rows) {
        if (rows == null) {
            return ReportStore.USUAL_ROWS;
        }
        if (rows < 0 || rows > MOST_ROWS) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "rows is a number from 0 to " + MOST_ROWS)
                    .withField("rows");
        }
        return rows;
    }

    private static ProblemException unknownSection() {
        return new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "include lists sections, separated by commas: campaigns, placements, demographics, relevance, daily")
                .withField("include");
    }
}
