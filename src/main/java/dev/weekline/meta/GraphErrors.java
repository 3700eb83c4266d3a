package dev.weekline.meta;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.meta.GraphFailure.Kind;
import dev.weekline.meta.GraphReply.Answered;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Meta's errors mean to us, by code, subcode and, where nothing else tells, text. The HTTP status comes last: 400
 * stands for throttling, for a dead token and for a mistake alike.
 */
final class GraphErrors {

    private static final int INVALID_PARAMETER = 100;
    private static final int TOKEN = 190;
    private static final int USER_LIMIT = 17;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULT = 500;

    private static final Duration WAIT = Duration.ofMinutes(5);
    private static final Duration WAIT_OF_A_USER = Duration.ofMinutes(1);

    /** Calls come too fast. Codes 80000 to 80014, the limits of business use cases, belong here too. */
    private static final Set<Integer> THROTTLED = Set.of(
            4, // by this app
            USER_LIMIT, // by this user, or for this ad account
            32, // for this page
            341, // by this app, over a longer time
            613); // a limit of one edge

    private static final int FIRST_USE_CASE = 80000;
    private static final int LAST_USE_CASE = 80014;

    /** Only a smaller question helps. */
    private static final Set<Code> TOO_LARGE = Set.of(
            new Code(INVALID_PARAMETER, 1487534), // too many rows or data points
            new Code(2, 1504038), // too large for a report run
            new Code(2616)); // too many rows

    private static final String REDUCE = "reduce the amount of data";

    /** Asking again soon may help, unless {@code is_transient} denies it. */
    private static final Set<Integer> TRANSIENT = Set.of(
            1, // unknown, at times a question that took too long
            2, // service unavailable for a moment
            500, // not found for the moment
            960, // timed out inside Meta
            2601); // report not ready

    private static final String NEW_TOKEN = "; store a new access token";

    /** Somebody has to put something right; the sentence says what. */
    private static final Map<Code, String> BLOCKED = Map.ofEntries(
            entry(new Code(1, 2853001), "The access token is that of a personal account" + NEW_TOKEN),
            entry(new Code(3), "The app may not use the Marketing API; request Ads Management Standard Access for it"),
            entry(new Code(10), "The app lacks a permission; grant it ads_read"),
            entry(
                    new Code(INVALID_PARAMETER, 33),
                    "Meta shows this token no such ad account; check the id and who it is shared with"),
            entry(new Code(102), "The session of the access token is over" + NEW_TOKEN),
            entry(new Code(104), "Meta rejects the proof of the app secret; check weekline.meta.app-secret"),
            entry(new Code(TOKEN), "Meta does not accept the access token" + NEW_TOKEN),
            entry(new Code(TOKEN, 458), "The token's owner has removed the app" + NEW_TOKEN),
            entry(new Code(TOKEN, 459), "The token's owner must pass a check at Facebook first" + NEW_TOKEN),
            entry(new Code(TOKEN, 460), "The token's owner has changed the password" + NEW_TOKEN),
            entry(new Code(TOKEN, 463), "The access token has expired" + NEW_TOKEN),
            entry(new Code(TOKEN, 464), "The token's owner is not confirmed at Facebook; confirm the user" + NEW_TOKEN),
            entry(new Code(TOKEN, 467), "The access token was invalidated" + NEW_TOKEN),
            entry(new Code(TOKEN, 492), "The token's owner has lost the role it needs; give it back" + NEW_TOKEN),
            entry(new Code(294), "The app was not admitted to the Marketing API; have ads_read approved in app review"),
            entry(new Code(368), "Meta has blocked the owner of the access token for abuse; resolve that with Meta"),
            entry(new Code(613, 1996), "Meta stopped an erratic volume of calls; look for what makes them"));

    private static final String NO_PERMISSION =
            "The token's owner may not read this ad account; share it with them, with ads_read";

    private static final int FIRST_PERMISSION = 200;
    private static final int LAST_PERMISSION = 299;

    /** The question is wrong in a way that is worth a sentence of our own. */
    private static final Map<Integer, String> REFUSED = Map.of(
            2635, "Meta no longer serves this version of its API; raise weekline.meta.api-version",
            2642, "Meta lost its place in the pages; the walk has to begin anew",
            3018, "The week lies further back than the 37 months that Meta tells");

    private GraphErrors() {}

    /** What an answer means that is not what was asked for. */
    static GraphFailure meaningOf(Answered reply, Discretion discretion) {
        try {
            var body = GraphJson.MAPPER.readTree(reply.body());
            return body != null && body.isObject()
                    ? body.has("error")
                            ? meaningOf(reply, body.path("error"), discretion)
                            : byStatus(reply, "Meta answered with HTTP status " + reply.status(), discretion)
                    : noJson(reply, discretion);
        } catch (JsonProcessingException _) {
            return noJson(reply, discretion);
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory does not fail", e);
        }
    }

    /** What the {@code error} of an answer means. */
    static GraphFailure meaningOf(Answered reply, JsonNode error, Discretion discretion) {
        var code =
                new Code(error.path("code").asInt(), error.path("error_subcode").asInt());
        var message = error.isTextual() ? error.asText() : error.path("message").asText();
        var trace = traceOf(reply, error, discretion);
        if (isTooLarge(code, message)) {
            return GraphFailure.of(Kind.TOO_LARGE, "The question is too large for Meta" + code.shown(), trace);
        }
        var blocked = blocked(code, message);
        if (blocked.isPresent()) {
            return GraphFailure.of(Kind.BLOCKED, blocked.get() + code.shown(), trace);
        }
        if (isThrottled(code) || reply.status() == TOO_MANY_REQUESTS) {
            return throttled(reply, code, trace);
        }
        if (isTransient(code, error, reply.status())) {
            return GraphFailure.of(Kind.TRANSIENT, "Meta fails for the moment" + code.shown(), trace);
        }
        var refused = REFUSED.getOrDefault(code.code(), "Meta refuses the question: " + discretion.show(message));
        return GraphFailure.of(Kind.REFUSED, refused + code.shown(), trace);
    }

    /** What an answer means that is not JSON: a machine in front of Meta's own has spoken. */
    static GraphFailure noJson(Answered reply, Discretion discretion) {
        var what = reply.body().length == 0 ? "nothing" : "something that is not JSON";
        var why = "Meta answered " + what + " (HTTP status " + reply.status() + ")";
        return reply.status() == TOO_MANY_REQUESTS
                ? throttled(reply, new Code(0), discretion.traceId(reply.traceHeader()))
                : GraphFailure.of(Kind.TRANSIENT, why, discretion.traceId(reply.traceHeader()));
    }

    private static GraphFailure byStatus(Answered reply, String why, Discretion discretion) {
        var trace = discretion.traceId(reply.traceHeader());
        if (reply.status() == TOO_MANY_REQUESTS) {
            return throttled(reply, new Code(0), trace);
        }
        return GraphFailure.of(reply.status() >= SERVER_FAULT ? Kind.TRANSIENT : Kind.REFUSED, why, trace);
    }

    private static GraphFailure throttled(Answered reply, Code code, String trace) {
        var wait = reply.usage().regainAccess().orElse(code.code() == USER_LIMIT ? WAIT_OF_A_USER : WAIT);
        return GraphFailure.throttled(wait, "A limit of Meta's is reached" + code.shown(), trace);
    }

    private static boolean isTooLarge(Code code, String message) {
        return code.isIn(TOO_LARGE) || message.toLowerCase(Locale.ROOT).contains(REDUCE);
    }

    private static Optional<String> blocked(Code code, String message) {
        var known = Optional.ofNullable(BLOCKED.get(code)).or(() -> Optional.ofNullable(BLOCKED.get(code.alone())));
        if (known.isPresent()) {
            return known;
        }
        if (code.code() >= FIRST_PERMISSION && code.code() <= LAST_PERMISSION) {
            return Optional.of(NO_PERMISSION);
        }
        return code.code() == INVALID_PARAMETER ? blockedBy(message.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Code 100 is a mistake of ours as a rule; only its text tells when it is not. */
    private static Optional<String> blockedBy(String message) {
        if (message.contains("missing permission")) {
            return Optional.of(NO_PERMISSION);
        }
        return message.contains("appsecret_proof") ? Optional.ofNullable(BLOCKED.get(new Code(104))) : Optional.empty();
    }

    private static boolean isThrottled(Code code) {
        return THROTTLED.contains(code.code()) || code.code() >= FIRST_USE_CASE && code.code() <= LAST_USE_CASE;
    }

    private static boolean isTransient(Code code, JsonNode error, int status) {
        var said = error.path("is_transient");
        return said.isBoolean() ? said.booleanValue() : TRANSIENT.contains(code.code()) || status >= SERVER_FAULT;
    }

    private static String traceOf(Answered reply, JsonNode error, Discretion discretion) {
        var trace = discretion.traceId(error.path("fbtrace_id").asText());
        return trace.isEmpty() ? discretion.traceId(reply.traceHeader()) : trace;
    }

    /** A code with its subcode; 0 where there is none. */
    private record Code(int code, int subcode) {

        Code(int code) {
            this(code, 0);
        }

        Code alone() {
            return new Code(code);
        }

        boolean isIn(Set<Code> codes) {
            return codes.contains(this) || codes.contains(alone());
        }

        String shown() {
            return code == 0 ? "" : subcode == 0 ? " (code " + code + ")" : " (code " + code + "/" + subcode + ")";
        }
    }
}
