package dev.weekline.report;

import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import dev.weekline.audit.Actor;
import dev.weekline.edge.RequestTrail;
import dev.weekline.problem.AskedWeek;
import dev.weekline.report.Asked.Mode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code POST /reports/weekly/{week}/refresh}: fetches a week anew. */
@Controller("/reports/weekly")
class RefreshController {

    private final AskedAccount accounts;
    private final ReportReader reader;
    private final RequestTrail trail;

    RefreshController(AskedAccount accounts, ReportReader reader, RequestTrail trail) {
        this.accounts = accounts;
        this.reader = reader;
        this.trail = trail;
    }

    @Post("/{week}/refresh")
    @Secured(Needs.REFRESH)
    Mono<HttpResponse<?>> refresh(
            HttpRequest<?> request, @PathVariable String week, @QueryValue @Nullable String account, Sight sight) {
        var asked = AskedWeek.parse(week, "week");
        return accounts.find(account, sight)
                .flatMap(found -> trail.on(
                        request,
                        found.id(),
                        asked,
                        reader.order(new Asked(found, asked, Mode.ANEW, Duration.ZERO, Actor.of(request)))))
                // A promise, unless nothing can be fetched.
                .map(answer -> ReportProblems.ready(answer, asked))
                .map(_ -> HttpResponse.noContent());
    }
}
