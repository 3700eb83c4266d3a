package dev.weekline.quota;

import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import reactor.core.publisher.Mono;

/** {@code GET /quota}: what may still be asked of Meta. */
@Controller("/quota")
class QuotaController {

    private static final int MOST_ACCOUNTS = 1_000;

    private final Accounts accounts;
    private final QuotaReader quota;

    QuotaController(Accounts accounts, QuotaReader quota) {
        this.accounts = accounts;
        this.quota = quota;
    }

    @Get
    @Secured(Needs.READ)
    Mono<QuotaView> read(Sight sight) {
        return accounts.first(MOST_ACCOUNTS, sight)
                .map(Account::id)
                .collectList()
                .flatMap(seen -> quota.read(seen, sight));
    }
}
