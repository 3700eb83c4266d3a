package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import dev.weekline.audit.Actor;
import dev.weekline.edge.RequestTrail;
import dev.weekline.meta.Section;
import dev.weekline.problem.AskedWeek;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.report.Asked.Mode;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code GET /reports/weekly/{week}/{section}}: all rows of a section, page by page or as one CSV table. */
@Controller("/reports/weekly")
class SectionController {

    private static final int USUAL_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1_000;

    private final AskedAccount accounts;
    private final ReportReader reader;
    private final ReportStore store;
    private final RequestTrail trail;
    private final Clock clock;

    SectionController(AskedAccount accounts, ReportReader reader, ReportStore store, RequestTrail trail, Clock clock) {
        this.accounts = accounts;
        this.reader = reader;
        this.store = store;
        this.trail = trail;
        this.clock = clock;
    }

    @Get(
            value = "/{week}/{section}",
            produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Secured(Needs.READ)
    Mono<HttpResponse<?>> rows(
            HttpRequest<?> request,
            @PathVariable String week,
            @PathVariable String section,
            @QueryValue @Nullable String account,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String sort,
            @QueryValue @Nullable String format,
            @Header("Prefer") @Nullable String prefer,
            Sight sight) {
        var asked = Section.named(section).orElseThrow(SectionController::unknownSection);
        var askedWeek = AskedWeek.parse(week, "week");
        var begin = Optional.ofNullable(cursor).map(SectionController::cursor);
        var order = Optional.ofNullable(sort).map(text -> sort(text, asked));
        var count = limit(limit);
        var csv = format == null ? acceptsCsv(request) : isCsv(format);
        var whole = csv && limit == null && cursor == null;
        return accounts.find(account, sight)
                .doOnNext(found ->
                        begin.ifPresent(from -> check(from, new ReportKey(found.id(), askedWeek), asked, order)))
                .flatMap(found -> trail.on(
                                request,
                                found.id(),
                                askedWeek,
                                revision(found, askedWeek, asked, begin, Prefer.parse(prefer), Actor.of(request)))
                        .flatMap(revision -> {
                            var rows = new Walk(
                                    found,
                                    askedWeek,
                                    revision,
                                    revision.find(asked).orElseThrow(SectionController::unknownSection),
                                    begin.map(Cursor::sort).or(() -> order).orElseGet(() -> RowSort.usual(asked)));
                            return whole ? table(rows).respond() : page(rows, begin, count, csv);
                        }));
    }

    /** The revision a cursor began with; for a new reader the current one, fetched if need be. */
    private Mono<Revision> revision(
            Account account, IsoWeek week, Section section, Optional<Cursor> begin, Prefer prefer, Actor by) {
        var key = new ReportKey(account.id(), week);
        return begin.map(cursor ->
                        store.numbered(key, cursor.revision()).switchIfEmpty(Mono.error(SectionController::expired)))
                .orElseGet(() -> reader.read(new Asked(account, week, Mode.USUAL, prefer.patience(), by))
                        .map(answer -> ReportProblems.ready(answer, week))
                        .flatMap(_ -> store.current(key))
                        .map(current -> withRows(current, section)));
    }

    private Revision withRows(Current current, Section section) {
        if (current.revision().find(section).isEmpty()) {
            throw ReportProblems.unavailable(current.standing(section), clock.instant());
        }
        return current.revision();
    }

    private Mono<HttpResponse<?>> page(Walk walk, Optional<Cursor> begin, int limit, boolean csv) {
        return read(walk, begin.map(Cursor::place), limit)
                .map(page -> new SectionPage(
                        walk.account(),
                        walk.week(),
                        walk.state(),
                        walk.revision().number(),
                        page,
                        limit))
                .map(page -> csv ? page.csv() : page.json());
    }

    private SectionTable table(Walk walk) {
        return new SectionTable(
                new SectionCsv(walk.account(), walk.week(), walk.state().section()),
                place -> read(walk, place, SectionTable.pageSize(walk.sort())),
                walk.state().rowCount());
    }

    private Mono<SectionRows.Page> read(Walk walk, Optional<RowPlace> after, int limit) {
        return store.page(
                new ReportKey(walk.account().id(), walk.week()),
                walk.revision(),
                walk.state(),
                walk.sort(),
                after.orElse(null),
                limit);
    }

    /** Which rows are read, and in which order. */
    private record Walk(Account account, IsoWeek week, Revision revision, SectionState state, RowSort sort) {}

    /** What {@code format} says counts before {@code Accept}, which a plain link of a page cannot choose. */
    private static boolean isCsv(String format) {
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            default ->
                throw new ProblemException(ProblemType.INVALID_REQUEST, "format is csv or json").withField("format");
        };
    }

    private static boolean acceptsCsv(HttpRequest<?> request) {
        return request.getHeaders().accept().stream()
                .findFirst()
                .filter(type -> type.matches(MediaType.TEXT_CSV_TYPE) && !type.matches(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    private static Cursor cursor(String text) {
        return Cursor.parse(text).orElseThrow(SectionController::foreign);
    }

    private static void check(Cursor cursor, ReportKey report, Section section, Optional<RowSort> sort) {
        if (!cursor.report().equals(report)
                || cursor.section() != section
                || sort.filter(order -> !order.equals(cursor.sort())).isPresent()) {
            throw foreign();
        }
    }

    private static ProblemException foreign() {
        return new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "cursor is taken from the next link of the same account, week, section and sort;"
                                + " leave it out to begin anew")
                .withField("cursor");
    }

    private static ProblemException expired() {
        return new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The revision this cursor reads is no longer kept; leave the cursor out to begin anew")
                .withField("cursor");
    }

    private static RowSort sort(String sort, Section section) {
        return RowSort.parse(sort, section)
                .orElseThrow(() -> new ProblemException(
                                ProblemType.INVALID_REQUEST,
                                "sort is the name of a figure, or date for daily, with a minus before it for descending")
                        .withField("sort"));
    }

    private static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return USUAL_LIMIT;
        }
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "limit is a number from 1 to " + HIGHEST_LIMIT)
                    .withField("limit");
        }
        return limit;
    }

    private static ProblemException unknownSection() {
        return new ProblemException(
                        ProblemType.NOT_FOUND,
                        "A report has the sections campaigns, placements, demographics, relevance and daily")
                .withField("section");
    }
}
