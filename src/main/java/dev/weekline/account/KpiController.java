package dev.weekline.account;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
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
    Mono<KpisView> read(@PathVariable String account) {
        return accounts.read(account).flatMap(found -> kpis.find(found.id())).map(KpisView::of);
    }

    @Put
    Mono<KpisView> replace(@PathVariable String account, @Body KpisView wanted) {
        var checked = wanted.kpis();
        return accounts.read(account)
                .flatMap(found -> kpis.replace(found.id(), checked))
                .map(KpisView::of);
    }
}
