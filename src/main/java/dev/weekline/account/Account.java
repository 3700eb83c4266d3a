package dev.weekline.account;

import java.time.ZoneId;
import java.util.Optional;

/**
 * An ad account that is registered here.
 *
 * @param id Meta's id, which never changes
 * @param slug our short name for it, unique
 * @param name Meta's name for it
 * @param currency ISO 4217 code of everything it spends
 * @param timeZone where its days begin; weeks and dates of its reports are in this zone
 * @param status what Meta says of it; empty until it was asked
 * @param isPaused whether no background work is done for it; what somebody waits for is fetched all the same
 */
public record Account(
        AccountId id,
        String slug,
        String name,
        String currency,
        ZoneId timeZone,
        Optional<AccountStatus> status,
        boolean isPaused) {

    /** One that is not paused, and that Meta has not been asked about. */
    public Account(AccountId id, String slug, String name, String currency, ZoneId timeZone) {
        this(id, slug, name, currency, timeZone, Optional.empty(), false);
    }
}
