package dev.weekline.meta;

import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.meta.GraphQuestion.About;
import dev.weekline.quota.Purpose;
import dev.weekline.quota.Weight;
import dev.weekline.quota.Work;
import io.micronaut.http.HttpMethod;
import java.time.Duration;
import java.util.Map;

/** Questions about a single object of the graph, which cost a unit each. */
final class NodeQuestion {

    private static final int UNITS = Weight.of(false, false, false, 1);
    private static final int RETRIES = 2;

    /** Somebody sits in front of a form and waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private NodeQuestion() {}

    /** One that somebody waits for; it is called the same in the quota and in the audit. */
    static GraphQuestion asked(
            String what, AccountId account, AccessToken token, String path, Map<String, String> query, int page) {
        return of(new Purpose(Work.INTERACTIVE, what), what, account, token, path, query, page);
    }

    /** One that nobody waits for. */
    static GraphQuestion unasked(
            String what, AccountId account, AccessToken token, String path, Map<String, String> query) {
        return of(new Purpose(Work.BACKGROUND, what), what, account, token, path, query, 1);
    }

    private static GraphQuestion of(
            Purpose purpose,
            String what,
            AccountId account,
            AccessToken token,
            String path,
            Map<String, String> query,
            int page) {
        return new GraphQuestion(
                account,
                token,
                HttpMethod.GET,
                path,
                query,
                purpose,
                UNITS,
                PATIENCE,
                new About(what, page),
                new Retries(RETRIES),
                _ -> {});
    }

    /** How long until a limit lifts, in whole seconds. */
    static String whenThrottled(GraphFailure.Throttled throttled) {
        return "%s; ask again in %d s"
                .formatted(
                        throttled.why(),
                        throttled.pause().plusNanos(999_999_999).toSeconds());
    }
}
