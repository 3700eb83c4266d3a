package dev.weekline.account;

import java.time.ZoneId;

/**
 * An ad account that is registered here.
 *
 * @param id Meta's id, which never changes
 * @param slug our short name for it, unique
 * @param name Meta's name for it
 * @param currency ISO 4217 code of everything it spends
 * @param timeZone where its days begin; weeks and dates of its reports are in this zone
 */
public record Account(AccountId id, String slug, String name, String currency, ZoneId timeZone) {}
