package dev.weekline.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.account.AccountNode;
import dev.weekline.account.AccountNode.NodeAnswer.Refused;
import dev.weekline.account.AccountNode.NodeAnswer.Unavailable;
import dev.weekline.meta.GraphFailure.Malformed;
import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import jakarta.inject.Singleton;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What the Graph API knows of an ad account. */
@Singleton
final class GraphAccountNode implements AccountNode {

    private static final Map<String, String> QUERY = Map.of("fields", AccountFields.ALL);

    private final GraphCalls calls;

    GraphAccountNode(GraphCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<NodeAnswer> ask(AccountId account, AccessToken token) {
        var question = NodeQuestion.asked("account", account, token, account.value(), QUERY, 1);
        return calls.<NodeAnswer>ask(question, (reply, discretion) -> read(account, reply, discretion))
                .map(outcome -> switch (outcome) {
                    case Got<NodeAnswer> known -> known.value();
                    case Failed<NodeAnswer>(var failure) -> toAnswer(failure);
                });
    }

    private static NodeAnswer toAnswer(GraphFailure failure) {
        return switch (failure) {
            case GraphFailure.Throttled throttled ->
                new Unavailable(NodeQuestion.whenThrottled(throttled), throttled.fbtraceId());
            case GraphFailure.Transient _, GraphFailure.LostPlace _, GraphFailure.NotReady _, GraphFailure.TooLarge _ ->
                new Unavailable(failure.why(), failure.fbtraceId());
            case GraphFailure.Blocked _,
                    GraphFailure.BeyondRetention _,
                    GraphFailure.Permanent _,
                    GraphFailure.DeadVersion _,
                    Malformed _ -> new Refused(failure.why(), failure.fbtraceId());
        };
    }

    private static Outcome<NodeAnswer> read(AccountId account, Answered reply, Discretion discretion) {
        try {
            var node = GraphJson.read(reply.body());
            if (!node.isObject() || node.has("error")) {
                return new Failed<>(GraphErrors.meaningOf(reply, discretion));
            }
            if (!AccountFields.id(node).filter(account::equals).isPresent()) {
                throw new UnexpectedAnswerException("Meta answered for another account than " + account);
            }
            return new Got<>(AccountFields.known(account, node), 1);
        } catch (UnexpectedAnswerException e) {
            var why = discretion.show(String.valueOf(e.getMessage()));
            return new Failed<>(new Malformed(why, discretion.traceId(reply.traceHeader())));
        } catch (JsonProcessingException _) {
            return new Failed<>(GraphErrors.noJson(reply, discretion));
        }
    }
}
