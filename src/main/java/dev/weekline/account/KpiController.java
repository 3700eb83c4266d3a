package dev.weekline.account;

import dev.weekline.audit.Actor;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.security.annotation.Secured;
import reactor.core.publisher.Mono;

/** {@code /accounts/{account}/kpis}: what an account wants to reach, as a whole. */
@Controller("/accounts/{account}/kpis")
class KpiController {

    private final Accounts accounts;
    private final AccountKpis kpis;

    KpiController(Accounts accounts, AccountKpis kpis) {
        this.accounts = accounts;
        this.kpis = kpis;
    }

    @Get
    @Secured(Needs.READ)
    Mono<KpisView> read(@PathVariable String account, Sight sight) {
        return accounts.read(account, sight)
                .flatMap(found -> kpis.find(found.id()))
                .map(KpisView::of);
    }

    @Put
    @Secured(Needs.OPERATE)
    Mono<KpisView> replace(HttpRequest<?> request, @PathVariable String account, @Body KpisView wanted, Sight sight) {
        var checked = wanted.kpis();
        return accounts.read(account, sight)
                .flatMap(found -> kpis.replace(found.id(), checked, Actor.of(request)))
                .map(KpisView::of);
    }
}
