package dev.weekline.meta;

import static dev.weekline.meta.Meaning.again;
import static dev.weekline.meta.Meaning.refused;
import static dev.weekline.meta.Meaning.throttled;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.meta.ErrorTable.Code;
import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.Meaning.Again;
import dev.weekline.meta.Meaning.Told;
import dev.weekline.quota.Gate;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells what an answer means that is not what was asked for: by text where nothing else tells, by code and subcode, by
 * Meta's own {@code is_transient}. The HTTP status comes last: 400 stands for throttling, for a dead token and for a
 * mistake alike, and 200 may be an error.
 */
final class GraphErrors {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULT = 500;

    /** A code that nobody has met may be a hiccup, once. */
    private static final Meaning UNKNOWN = again(1).orElse(refused());

    private GraphErrors() {}

    static GraphFailure meaningOf(Answered reply, Discretion discretion) {
        try {
            var body = GraphJson.read(reply.body());
            if (!body.isObject()) {
                return noJson(reply, discretion);
            }
            return body.has("error") ? meaningOf(reply, body.path("error"), discretion) : noError(reply, discretion);
        } catch (JsonProcessingException _) {
            return noJson(reply, discretion);
        }
    }

    /** What the {@code error} of an answer means. */
    static GraphFailure meaningOf(Answered reply, JsonNode error, Discretion discretion) {
        var code =
                new Code(error.path("code").asInt(), error.path("error_subcode").asInt());
        var message = discretion.show(
                error.isTextual() ? error.asText() : error.path("message").asText());
        var told = new Told(code, message, traceOf(reply, error, discretion), reply.usage());
        return ErrorTable.byText(code, message.toLowerCase(Locale.ROOT))
                .or(() -> ErrorTable.find(code))
                .map(meaning -> overruled(meaning, error))
                .or(() -> byStatus(reply.status()))
                .orElseGet(() -> unknown(error))
                .of(told);
    }

    /** What an answer means that is not JSON: a machine in front of Meta's own has spoken. */
    static GraphFailure noJson(Answered reply, Discretion discretion) {
        var trace = discretion.traceId(reply.traceHeader());
        if (reply.status() == TOO_MANY_REQUESTS) {
            return throttled(Gate.APP).of(new Told(new Code(0), "", trace, reply.usage()));
        }
        var what = reply.body().length == 0 ? "nothing" : "something that is not JSON";
        return new GraphFailure.Transient(
                2, Optional.empty(), "Meta answered " + what + " (HTTP status " + reply.status() + ")", trace);
    }

    private static GraphFailure noError(Answered reply, Discretion discretion) {
        var told = new Told(
                new Code(0),
                "HTTP status " + reply.status() + " without an error",
                discretion.traceId(reply.traceHeader()),
                reply.usage());
        return byStatus(reply.status()).orElse(UNKNOWN).of(told);
    }

    /** Meta may deny that an error passes, and may say that one does which never did so far. */
    private static Meaning overruled(Meaning meaning, JsonNode error) {
        return meaning instanceof Again && saysThatItStays(error) ? refused() : meaning;
    }

    private static Optional<Meaning> byStatus(int status) {
        if (status == TOO_MANY_REQUESTS) {
            return Optional.of(throttled(Gate.APP));
        }
        return status >= SERVER_FAULT ? Optional.of(again(2)) : Optional.empty();
    }

    private static Meaning unknown(JsonNode error) {
        if (error.path("is_transient").asBoolean()) {
            return again(2);
        }
        return saysThatItStays(error) ? refused() : UNKNOWN;
    }

    private static boolean saysThatItStays(JsonNode error) {
        var said = error.path("is_transient");
        return said.isBoolean() && !said.booleanValue();
    }

    private static String traceOf(Answered reply, JsonNode error, Discretion discretion) {
        var trace = discretion.traceId(error.path("fbtrace_id").asText());
        return trace.isEmpty() ? discretion.traceId(reply.traceHeader()) : trace;
    }
}
