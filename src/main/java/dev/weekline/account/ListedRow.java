package dev.weekline.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account and the health of its token. */
@MappedEntity("ad_account")
record ListedRow(
        @Id String accountId,
        String slug,
        String name,
        String currency,
        String timeZone,
        @Nullable String status,
        boolean paused,
        @Nullable String health,
        @Nullable Instant healthSince,
        @Nullable String healthWhy,
        @Nullable Instant expiresAt,
        @Nullable Instant dataAccessExpiresAt,
        @Nullable Instant checkedAt) {

    ListedAccount toListed() {
        return new ListedAccount(
                new AccountRow(accountId, slug, name, currency, timeZone, status, paused).toAccount(),
                Optional.ofNullable(health)
                        .map(word -> new TokenHealth(
                                TokenState.named(word),
                                Optional.ofNullable(healthSince),
                                Optional.ofNullable(healthWhy),
                                Optional.ofNullable(expiresAt),
                                Optional.ofNullable(dataAccessExpiresAt),
                                Optional.ofNullable(checkedAt))));
    }
}
