package dev.weekline.access;

import dev.weekline.account.AccountId;
import dev.weekline.account.Accounts;
import dev.weekline.account.Needs;
import dev.weekline.audit.ChangeLog;
import dev.weekline.audit.Wanted;
import dev.weekline.problem.Moment;
import dev.weekline.problem.Page;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code GET /audit}: who changed what. */
@Controller("/audit")
class AuditController {

    private final ChangeLog changes;
    private final Accounts accounts;

    AuditController(ChangeLog changes, Accounts accounts) {
        this.changes = changes;
        this.accounts = accounts;
    }

    @Get(produces = MediaType.APPLICATION_JSON)
    @Secured(Needs.ADMIN)
    Mono<HttpResponse<?>> list(
            @QueryValue @Nullable String account,
            @QueryValue @Nullable String who,
            @QueryValue @Nullable String from,
            @QueryValue @Nullable String to,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit,
            Caller caller) {
        var count = Page.limit(limit);
        var begin = Moment.parse(from, "from");
        var end = Moment.parse(to, "to");
        var before = Page.number(cursor);
        return about(account, caller)
                .map(id -> new Wanted(id, Optional.ofNullable(who), begin, end, before, count + 1))
                .flatMap(wanted -> changes.read(wanted)
                        .collectList()
                        .map(found -> HttpResponse.ok(EntriesJson.of(found, wanted, count))
                                .header("Cache-Control", "no-store")));
    }

    /** An id is taken as it is: the entries of an account outlive it. */
    private Mono<Optional<String>> about(@Nullable String account, Caller caller) {
        if (account == null) {
            return Mono.just(Optional.empty());
        }
        return AccountId.isWritten(account)
                ? Mono.just(Optional.of(AccountId.parse(account).value()))
                : accounts.read(account, caller)
                        .map(found -> Optional.of(found.id().value()));
    }
}
