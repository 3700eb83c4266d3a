package dev.weekline.account;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows of accounts and of their credentials, without a database. */
final class RowsInMemory implements AccountRows {

    private final Map<String, AccountRow> accounts = new LinkedHashMap<>();
    private final Map<String, CredentialRow> credentials = new LinkedHashMap<>();

    CredentialRows credentials() {
        return accountId -> Mono.justOrEmpty(credentials.get(accountId));
    }

    @Override
    public Mono<AccountRow> find(String nameOrId) {
        return Flux.fromIterable(accounts.values())
                .filter(row -> row.accountId().equals(nameOrId) || row.slug().equals(nameOrId))
                .next();
    }

    @Override
    public Flux<AccountRow> first(int limit) {
        return Flux.fromStream(() -> accounts.values().stream()
                .sorted(Comparator.comparing(AccountRow::slug))
                .limit(limit));
    }

    @Override
    public Flux<AccountRow> firstOf(List<String> ids, int limit) {
        return first(Integer.MAX_VALUE)
                .filter(row -> ids.contains(row.accountId()))
                .take(limit);
    }

    @Override
    public Mono<Long> add(
            String accountId, String slug, String name, String currency, String timeZone, byte[] encryptedToken) {
        return Mono.fromSupplier(() -> {
            if (isTaken(accountId, slug)) {
                return 0L;
            }
            accounts.put(accountId, new AccountRow(accountId, slug, name, currency, timeZone));
            credentials.put(accountId, new CredentialRow(accountId, encryptedToken));
            return 1L;
        });
    }

    private boolean isTaken(String accountId, String slug) {
        return accounts.values().stream()
                .anyMatch(row -> row.accountId().equals(accountId) || row.slug().equals(slug));
    }
}
