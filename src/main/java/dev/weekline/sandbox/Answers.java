package dev.weekline.sandbox;

import dev.weekline.sandbox.GraphWriter.Cursors;
import dev.weekline.sandbox.Page.Position;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the answer to what was asked. */
final class Answers {

    /** Meta refreshes its figures about every quarter of an hour. */
    private static final long REFRESH_SECONDS = 15 * 60;

    private static final List<String> MADE_ANEW = List.of("access_token", "appsecret_proof", "after");

    private final URI base;
    private final Map<String, Insights> insights;

    Answers(URI base, List<SandboxAccount> accounts) {
        this.base = base;
        this.insights = accounts.stream()
                .map(World::new)
                .collect(Collectors.toConcurrentMap(world -> world.account().id(), Insights::new));
    }

    /** From now on this account is like this. */
    void replace(SandboxAccount account) {
        insights.put(account.id(), new Insights(new World(account)));
    }

    Answer to(Asked asked, Instant now, String traceId) {
        return switch (asked) {
            case Asked.ForNode node -> account(node, now);
            case Asked.ForInsights forInsights -> page(forInsights, now, traceId);
            case Asked.Refused(var account, var error) -> refusal(error, account, traceId);
        };
    }

    /** What a caller hears of a fault of the sandbox itself. */
    Answer fault(String account, String traceId) {
        return refusal(GraphError.unknownFault(), account, traceId);
    }

    private static Answer account(Asked.ForNode node, Instant now) {
        var body = GraphWriter.bytes(json -> AccountNode.write(node.account(), node.fields(), now, json));
        return Answer.told(body, node.accountId(), 0);
    }

    private Answer page(Asked.ForInsights asked, Instant now, String traceId) {
        var query = asked.query();
        var asOf = query.after().map(Cursor::asOf).orElseGet(() -> refreshed(now));
        var from = query.after().map(Cursor::at).orElse(Position.START);
        var page = Objects.requireNonNull(insights.get(query.account().id())).read(query, asOf, from);
        if (page.rows().isEmpty() && query.after().isPresent()) {
            return refusal(GraphError.badCursor(), query.account().id(), traceId);
        }
        var cursors = new Cursors(cursor(query, 0, asOf, page.from()), cursor(query, 1, asOf, page.to()));
        var next = page.last() ? Optional.<String>empty() : Optional.of(next(asked, cursors.after()));
        var body = GraphWriter.bytes(json -> GraphWriter.page(query, page, cursors, next, json));
        return Answer.told(body, query.account().id(), page.rows().size());
    }

    private static Answer refusal(GraphError error, String account, String traceId) {
        var body = GraphWriter.bytes(json -> GraphWriter.error(error, traceId, json));
        var headers = error.code() == 190
                ? Map.of(
                        "www-authenticate", "OAuth \"Facebook Platform\" \"invalid_token\" \"" + error.message() + "\"")
                : Map.<String, String>of();
        return Answer.refused(error.status(), body, headers, account);
    }

    private static Instant refreshed(Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), REFRESH_SECONDS));
    }

    private static String cursor(InsightsQuery query, int pagesOn, Instant asOf, Position at) {
        return new Cursor(query.question().seed(), query.page() + pagesOn, asOf, at).encoded();
    }

    /** As Meta does it: with the token, without its proof. */
    private String next(Asked.ForInsights asked, String after) {
        var request = asked.request();
        var token = request.token().map(Parameters::encoded).orElse("");
        var rest = request.parameters().encodedWithout(MADE_ANEW);
        return base + "/" + request.version() + "/" + request.node() + "/insights?access_token=" + token
                + (rest.isEmpty() ? "" : "&" + rest) + "&after=" + Parameters.encoded(after);
    }
}
