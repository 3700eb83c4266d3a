package dev.weekline.meta;

import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One question to the Graph API.
 *
 * @param account whose quota it is charged to
 * @param path what follows the version in the address
 * @param query parameters, not yet encoded
 * @param units what each call for it costs
 * @param patience how long a call may wait for its turn
 * @param about which recipe and page it is for
 * @param calls is told of every call that is made for it
 */
record GraphQuestion(
        AccountId account,
        AccessToken token,
        String path,
        Map<String, String> query,
        int units,
        Duration patience,
        About about,
        Consumer<GraphCall> calls) {

    /** What a call is for: a recipe and a page of it, from 1. */
    record About(String recipe, int page) {}
}
