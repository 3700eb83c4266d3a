package dev.weekline.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.ZoneId;

@MappedEntity("ad_account")
record AccountRow(@Id String accountId, String slug, String name, String currency, String timeZone) {

    Account toAccount() {
        return new Account(new AccountId(accountId), slug, name, currency, ZoneId.of(timeZone));
    }
}
