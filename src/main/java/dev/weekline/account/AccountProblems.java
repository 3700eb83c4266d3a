package dev.weekline.account;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import java.time.Duration;

/** What keeps an account from being registered or changed, as the API tells it. */
final class AccountProblems {

    private static final Duration SOON = Duration.ofSeconds(30);

    private AccountProblems() {}

    static ProblemException unknown() {
        return new ProblemException(
                        ProblemType.UNKNOWN_ACCOUNT,
                        "No account with this id or slug is registered; GET /accounts lists those that are")
                .withField("account");
    }

    static ProblemException registeredAlready(Account account) {
        return new ProblemException(ProblemType.CONFLICT, account.id() + " is registered already, as " + account.slug())
                .withField("id");
    }

    static ProblemException mayNotName() {
        return new ProblemException(
                        ProblemType.FORBIDDEN, "Only a key that sees all accounts may change the slug of one")
                .withField("slug");
    }

    static ProblemException slugTaken(String slug) {
        return new ProblemException(ProblemType.CONFLICT, "Another account has the slug " + slug + "; choose another")
                .withField("slug");
    }

    static ProblemException blocked(String why, String trace) {
        return new ProblemException(ProblemType.ACCOUNT_BLOCKED, why).withFbtraceId(trace);
    }

    static ProblemException unavailable(String why, String trace) {
        return new ProblemException(ProblemType.UPSTREAM_UNAVAILABLE, why)
                .withRetryAfter(SOON)
                .withFbtraceId(trace);
    }
}
