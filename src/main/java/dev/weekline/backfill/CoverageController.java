package dev.weekline.backfill;

import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import dev.weekline.problem.AskedWeek;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code GET /coverage}: the state of every week, for a heat map. */
@Controller("/coverage")
class CoverageController {

    private final Coverage coverage;

    CoverageController(Coverage coverage) {
        this.coverage = coverage;
    }

    @Secured(Needs.READ)
    @Get(produces = MediaType.APPLICATION_JSON)
    Mono<HttpResponse<?>> read(
            @QueryValue @Nullable String account,
            @QueryValue @Nullable String from,
            @QueryValue @Nullable String to,
            @QueryValue @Nullable String cursor,
            Sight sight) {
        var span = new Span(week(from, "from"), week(to, "to"));
        return coverage.read(Optional.ofNullable(account), span, Optional.ofNullable(cursor), sight)
                .map(json -> HttpResponse.ok(json)
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header("Cache-Control", "no-store"));
    }

    private static Optional<IsoWeek> week(@Nullable String text, String field) {
        return Optional.ofNullable(text).map(written -> AskedWeek.parse(written, field));
    }
}
