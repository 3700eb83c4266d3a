package dev.weekline.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@MappedEntity("ad_account")
record AccountRow(
        @Id String accountId,
        String slug,
        String name,
        String currency,
        String timeZone,
        @Nullable String status,
        boolean paused) {

    Account toAccount() {
        return new Account(
                new AccountId(accountId),
                slug,
                name,
                currency,
                ZoneId.of(timeZone),
                Optional.ofNullable(status).flatMap(AccountStatus::named),
                paused);
    }
}
