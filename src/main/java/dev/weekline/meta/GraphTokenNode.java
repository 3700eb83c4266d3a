package dev.weekline.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.account.TokenNode;
import dev.weekline.account.TokenNode.TokenAnswer.Accepted;
import dev.weekline.account.TokenNode.TokenAnswer.Refused;
import dev.weekline.account.TokenNode.TokenAnswer.Unavailable;
import dev.weekline.account.TokenState;
import dev.weekline.meta.ErrorTable.Code;
import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * What the Graph API tells of a token ({@code debug_token}). The token asks about itself, which Meta lets it do, so
 * that nobody has to configure an app for it.
 */
@Singleton
final class GraphTokenNode implements TokenNode {

    private static final String WHAT = "token";

    /** What the farthest moment in Meta's answers may be; anything beyond is no moment. */
    private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();

    private final GraphCalls calls;

    GraphTokenNode(GraphCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<TokenAnswer> ask(AccountId account, AccessToken token, boolean isWaitedFor) {
        var question = isWaitedFor
                ? NodeQuestion.asked(WHAT, account, token, GraphHttp.TOKEN_NODE, Map.of(), 1)
                : NodeQuestion.unasked(WHAT, account, token, GraphHttp.TOKEN_NODE, Map.of());
        return calls.ask(question, GraphTokenNode::read).map(outcome -> switch (outcome) {
            case Got<TokenAnswer> told -> told.value();
            case Failed<TokenAnswer>(var failure) -> toAnswer(failure);
        });
    }

    private static TokenAnswer toAnswer(GraphFailure failure) {
        return switch (failure) {
            case GraphFailure.Blocked blocked ->
                blocked.hindrance()
                        .ofToken()
                        .<TokenAnswer>map(state -> new Refused(state, blocked.why(), blocked.fbtraceId()))
                        .orElseGet(() -> new Unavailable(blocked.why(), blocked.fbtraceId()));
            case GraphFailure.Throttled throttled ->
                new Unavailable(NodeQuestion.whenThrottled(throttled), throttled.fbtraceId());
            default -> new Unavailable(failure.why(), failure.fbtraceId());
        };
    }

    private static Outcome<TokenAnswer> read(Answered reply, Discretion discretion) {
        try {
            var body = GraphJson.read(reply.body());
            var data = body.path("data");
            if (!data.isObject()) {
                return new Failed<>(GraphErrors.meaningOf(reply, discretion));
            }
            return data.path("is_valid").asBoolean()
                    ? new Got<>(accepted(data), 1)
                    : new Got<>(refused(data.path("error"), reply, discretion), 1);
        } catch (JsonProcessingException _) {
            return new Failed<>(GraphErrors.noJson(reply, discretion));
        }
    }

    private static TokenAnswer accepted(JsonNode data) {
        return new Accepted(scopes(data), moment(data, "expires_at"), moment(data, "data_access_expires_at"));
    }

    private static Set<String> scopes(JsonNode data) {
        return data.path("scopes").valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
    }

    /** 0 stands for never. */
    private static Optional<Instant> moment(JsonNode data, String field) {
        var seconds = data.path(field).asLong();
        return seconds > 0 && seconds < LATEST ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    }

    /** Here the subcode goes by another name than in every other error. */
    private static TokenAnswer refused(JsonNode error, Answered reply, Discretion discretion) {
        var code = new Code(error.path("code").asInt(), error.path("subcode").asInt());
        var told = new Meaning.Told(
                code,
                discretion.show(error.path("message").asText()),
                discretion.traceId(reply.traceHeader()),
                reply.usage());
        var failure = ErrorTable.find(code).map(meaning -> meaning.of(told));
        return failure.filter(GraphFailure.Blocked.class::isInstance)
                .map(GraphTokenNode::toAnswer)
                .filter(Refused.class::isInstance)
                .orElseGet(() -> new Refused(
                        TokenState.DEAD,
                        "Meta no longer accepts the access token" + code.shown() + "; store a new access token",
                        told.fbtraceId()));
    }
}
