package dev.weekline.meta;

import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.quota.Purpose;
import io.micronaut.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One question to the Graph API.
 *
 * @param account whose quota it is charged to
 * @param method {@code GET}, or {@code POST} to have something made
 * @param path what follows the version in the address
 * @param query parameters, not yet encoded
 * @param purpose why it is asked
 * @param units what each call for it costs
 * @param patience how long a call may wait for its turn
 * @param about which recipe and page it is for
 * @param retries how many calls may still be repeated
 * @param calls is told of every call that is made for it
 */
record GraphQuestion(
        AccountId account,
        AccessToken token,
        HttpMethod method,
        String path,
        Map<String, String> query,
        Purpose purpose,
        int units,
        Duration patience,
        About about,
        Retries retries,
        Consumer<GraphCall> calls) {

    /** The same, with somebody more who is told of every call. */
    GraphQuestion heardBy(Consumer<GraphCall> another) {
        return new GraphQuestion(
                account, token, method, path, query, purpose, units, patience, about, retries, calls.andThen(another));
    }

    /** What a call is for: a recipe and a page of it, from 1; page 0 for what is no page. */
    record About(String recipe, int page) {}
}
