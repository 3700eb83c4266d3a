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

    /** Those in sight whose slugs come after that one, by slug. */
    Flux<ListedAccount> after(String slug, int limit, Sight sight) {
        var seen = sight.only().map(only -> only.stream().map(AccountId::value).toList());
        return seen.map(ids -> ids.isEmpty() ? Flux.<ListedRow>empty() : rows.afterOf(ids, slug, limit))
                .orElseGet(() -> rows.after(slug, limit))
                .map(ListedRow::toListed);
    }

    /** Empty if there is none. */
    Mono<ListedAccount> find(AccountId id) {
        return rows.find(id.value()).map(ListedRow::toListed);
    }
}
