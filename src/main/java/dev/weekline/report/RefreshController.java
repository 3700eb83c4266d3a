package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import dev.weekline.audit.Actor;
import dev.weekline.audit.Change;
import dev.weekline.audit.ChangeLog;
import dev.weekline.problem.AskedWeek;
import dev.weekline.problem.RequestId;
import dev.weekline.report.Asked.Mode;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code POST /reports/weekly/{week}/refresh}: fetches a week anew. */
@Controller("/reports/weekly")
class RefreshController {

    private final AskedAccount accounts;
    private final ReportReader reader;
    private final ChangeLog changes;

    RefreshController(AskedAccount accounts, ReportReader reader, ChangeLog changes) {
        this.accounts = accounts;
        this.reader = reader;
        this.changes = changes;
    }

    @Post("/{week}/refresh")
    @Secured(Needs.REFRESH)
    Mono<HttpResponse<?>> refresh(
            HttpRequest<?> request, @PathVariable String week, @QueryValue @Nullable String account, Sight sight) {
        var asked = AskedWeek.parse(week, "week");
        return accounts.find(account, sight)
                .flatMap(found -> reader.order(
                                new Asked(found, asked, Mode.ANEW, Duration.ZERO, Optional.of(RequestId.of(request))))
                        .flatMap(answer -> writtenDown(request, found, asked, answer)))
                // A promise, unless nothing can be fetched.
                .map(answer -> ReportProblems.ready(answer, asked))
                .map(_ -> HttpResponse.noContent());
    }

    /** Nothing is left of a question that came to nothing. */
    private Mono<ReportAnswer> writtenDown(HttpRequest<?> request, Account account, IsoWeek week, ReportAnswer answer) {
        return answer instanceof ReportAnswer.Promised promised
                ? changes.write(
                                Actor.of(request),
                                Change.made(
                                                "report.refresh",
                                                Map.of(
                                                        "week",
                                                        week.toString(),
                                                        "operation",
                                                        promised.operation()
                                                                .id()
                                                                .toString()))
                                        .about(account.id().value()))
                        .thenReturn(answer)
                : Mono.just(answer);
    }
}
