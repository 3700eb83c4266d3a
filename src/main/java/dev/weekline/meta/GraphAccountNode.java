package dev.weekline.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.account.AccountNode;
import dev.weekline.account.AccountNode.NodeAnswer.Known;
import dev.weekline.account.AccountNode.NodeAnswer.Refused;
import dev.weekline.account.AccountNode.NodeAnswer.Unavailable;
import dev.weekline.meta.GraphFailure.Malformed;
import dev.weekline.meta.GraphQuestion.About;
import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import dev.weekline.quota.Purpose;
import dev.weekline.quota.Weight;
import dev.weekline.quota.Work;
import io.micronaut.http.HttpMethod;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** What the Graph API knows of an ad account. */
@Singleton
final class GraphAccountNode implements AccountNode {

    private static final Map<String, String> QUERY =
            Map.of("fields", "id,account_id,name,account_status,currency,timezone_name");

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int UNITS = Weight.of(false, false, false, 1);

    /** Somebody sits in front of a form and waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int RETRIES = 2;

    private static final Purpose PURPOSE = new Purpose(Work.INTERACTIVE, "account");

    private final GraphCalls calls;

    GraphAccountNode(GraphCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<NodeAnswer> ask(AccountId account, AccessToken token) {
        var question = new GraphQuestion(
                account,
                token,
                HttpMethod.GET,
                account.value(),
                QUERY,
                PURPOSE,
                UNITS,
                PATIENCE,
                new About("account", 1),
                new Retries(RETRIES),
                _ -> {});
        return calls.<NodeAnswer>ask(question, (reply, discretion) -> read(account, reply, discretion))
                .map(outcome -> switch (outcome) {
                    case Got<NodeAnswer> known -> known.value();
                    case Failed<NodeAnswer>(var failure) -> toAnswer(failure);
                });
    }

    private static NodeAnswer toAnswer(GraphFailure failure) {
        return switch (failure) {
            case GraphFailure.Throttled throttled ->
                new Unavailable(
                        "%s; ask again in %d s".formatted(throttled.why(), inSeconds(throttled.pause())),
                        throttled.fbtraceId());
            case GraphFailure.Transient _, GraphFailure.LostPlace _, GraphFailure.NotReady _, GraphFailure.TooLarge _ ->
                new Unavailable(failure.why(), failure.fbtraceId());
            case GraphFailure.Blocked _,
                    GraphFailure.BeyondRetention _,
                    GraphFailure.Permanent _,
                    GraphFailure.DeadVersion _,
                    Malformed _ -> new Refused(failure.why(), failure.fbtraceId());
        };
    }

    private static long inSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    private static Outcome<NodeAnswer> read(AccountId account, Answered reply, Discretion discretion) {
        try {
            var node = GraphJson.read(reply.body());
            if (!node.isObject() || node.has("error")) {
                return new Failed<>(GraphErrors.meaningOf(reply, discretion));
            }
            return new Got<>(known(account, node), 1);
        } catch (UnexpectedAnswerException e) {
            var why = discretion.show(String.valueOf(e.getMessage()));
            return new Failed<>(new Malformed(why, discretion.traceId(reply.traceHeader())));
        } catch (JsonProcessingException _) {
            return new Failed<>(GraphErrors.noJson(reply, discretion));
        }
    }

    private static Known known(AccountId account, JsonNode node) {
        if (!account.value().equals(text("id", node).orElse(""))) {
            throw new UnexpectedAnswerException("Meta answered for another account than " + account);
        }
        var currency = text("currency", node)
                .filter(code -> CURRENCY.matcher(code).matches())
                .orElseThrow(() -> GraphValues.unreadable("currency"));
        return new Known(text("name", node).orElse(account.value()), currency, zone(node), AccountStatuses.of(node));
    }

    private static ZoneId zone(JsonNode node) {
        try {
            return ZoneId.of(text("timezone_name", node).orElse(""));
        } catch (DateTimeException _) {
            throw GraphValues.unreadable("timezone_name");
        }
    }

    private static Optional<String> text(String field, JsonNode node) {
        return GraphValues.text(field, node.path(field)).filter(text -> !text.isBlank());
    }
}
