package dev.weekline.account;

import jakarta.inject.Singleton;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The registered accounts with the health of their tokens. */
@Singleton
class ListedAccounts {

    private final ListedRows rows;

    ListedAccounts(ListedRows rows) {
        this.rows = rows;
    }

    /** Those whose slugs come after that one, by slug. */
    Flux<ListedAccount> after(String slug, int limit) {
        return rows.after(slug, limit).map(ListedRow::toListed);
    }

    /** Empty if there is none. */
    Mono<ListedAccount> find(AccountId id) {
        return rows.find(id.value()).map(ListedRow::toListed);
    }
}
