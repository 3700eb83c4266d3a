package dev.weekline.quota;

import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** {@code GET /quota}: what may still be asked of Meta. */
@Controller("/quota")
class QuotaController {

    private static final int MOST_ACCOUNTS = 1_000;

    private final Accounts accounts;
    private final TokenBuckets buckets;
    private final Gates gates;
    private final InstantSource time;

    QuotaController(Accounts accounts, TokenBuckets buckets, Gates gates, InstantSource time) {
        this.accounts = accounts;
        this.buckets = buckets;
        this.gates = gates;
        this.time = time;
    }

    @Get
    Mono<QuotaView> read() {
        return accounts.first(MOST_ACCOUNTS)
                .map(Account::id)
                .collectList()
                .flatMap(buckets::states)
                .map(states -> QuotaView.of(states, gates.state(time.instant()), time.instant()));
    }
}
