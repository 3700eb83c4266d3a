package dev.weekline.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.account.AccountNode.NodeAnswer.Known;
import dev.weekline.account.TokenAccounts;
import dev.weekline.account.TokenAccounts.SeenAnswer.Listed;
import dev.weekline.account.TokenAccounts.SeenAnswer.Refused;
import dev.weekline.account.TokenAccounts.SeenAnswer.Unavailable;
import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The ad accounts that a token sees ({@code me/adaccounts}), page by page, up to {@link #MOST}. */
@Singleton
final class GraphTokenAccounts implements TokenAccounts {

    static final int MOST = 2_000;

    private static final String WHAT = "accounts";
    private static final int PAGE = 100;

    /** Pages may be short, or empty with more to come. */
    private static final int MOST_PAGES = 100;

    /**
     * What is asked of no account in particular is charged to the app, and to this one in an account's place: no ad
     * account has the id, so nobody's share is spent, and who discovers without end meets a limit too.
     */
    private static final AccountId NO_ACCOUNT = new AccountId("act_0");

    private final GraphCalls calls;

    GraphTokenAccounts(GraphCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<SeenAnswer> ask(AccessToken token) {
        return walk(token, List.of(), Optional.empty(), 1);
    }

    /** @param next where the page after it begins; empty on the last */
    private record Page(List<Seen> accounts, Optional<String> next) {}

    private Mono<SeenAnswer> walk(AccessToken token, List<Seen> before, Optional<String> after, int page) {
        var question = NodeQuestion.asked(WHAT, NO_ACCOUNT, token, "me/adaccounts", query(after), page);
        return calls.ask(question, GraphTokenAccounts::read).flatMap(outcome -> switch (outcome) {
            case Failed<Page>(var failure) -> Mono.just(toAnswer(failure));
            case Got<Page> got -> {
                var all = new ArrayList<>(before);
                all.addAll(got.value().accounts());
                var next = got.value().next().filter(cursor -> !after.equals(Optional.of(cursor)));
                yield next.isEmpty() || all.size() >= MOST || page >= MOST_PAGES
                        ? Mono.just(new Listed(
                                all.subList(0, Math.min(all.size(), MOST)), next.isEmpty() && all.size() <= MOST))
                        : walk(token, all, next, page + 1);
            }
        });
    }

    private static Map<String, String> query(Optional<String> after) {
        var limit = Integer.toString(PAGE);
        return after.map(cursor -> Map.of("fields", AccountFields.ALL, "limit", limit, "after", cursor))
                .orElseGet(() -> Map.of("fields", AccountFields.ALL, "limit", limit));
    }

    private static SeenAnswer toAnswer(GraphFailure failure) {
        return switch (failure) {
            case GraphFailure.Throttled throttled ->
                new Unavailable(NodeQuestion.whenThrottled(throttled), throttled.fbtraceId());
            case GraphFailure.Blocked _, GraphFailure.Permanent _, GraphFailure.DeadVersion _ ->
                new Refused(failure.why(), failure.fbtraceId());
            default -> new Unavailable(failure.why(), failure.fbtraceId());
        };
    }

    private static Outcome<Page> read(Answered reply, Discretion discretion) {
        try {
            var body = GraphJson.read(reply.body());
            if (!body.path("data").isArray()) {
                return new Failed<>(GraphErrors.meaningOf(reply, discretion));
            }
            var accounts = body.path("data")
                    .valueStream()
                    .flatMap(account -> seen(account).stream())
                    .toList();
            return new Got<>(new Page(accounts, next(body.path("paging"))), accounts.size());
        } catch (JsonProcessingException _) {
            return new Failed<>(GraphErrors.noJson(reply, discretion));
        }
    }

    /** Only the cursor is taken: the link to the next page holds the token. */
    private static Optional<String> next(JsonNode paging) {
        return paging.has("next")
                ? GraphValues.text("after", paging.path("cursors").path("after"))
                : Optional.empty();
    }

    private static Optional<Seen> seen(JsonNode account) {
        return AccountFields.id(account).map(id -> new Seen(id, AccountFields.name(id, account), known(id, account)));
    }

    private static Optional<Known> known(AccountId id, JsonNode account) {
        try {
            return Optional.of(AccountFields.known(id, account));
        } catch (UnexpectedAnswerException tooLittle) {
            return Optional.empty();
        }
    }
}
