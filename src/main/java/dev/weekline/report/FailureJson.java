package dev.weekline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.meta.Hindrance;
import dev.weekline.meta.MetaAnswer.BeyondRetention;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Malformed;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.quota.Gate;
import java.time.Instant;

/** How a fetch failed, as it is stored for other replicas and later readers. */
final class FailureJson {

    /** What is in the JSON of every failure that somebody has to put right. */
    static final String BLOCKED = "{\"kind\": \"Blocked\"}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private FailureJson() {}

    static String write(Failure failure) {
        var node = JSON.createObjectNode()
                .put("kind", failure.getClass().getSimpleName())
                .put("why", failure.why())
                .put("fbtraceId", failure.fbtraceId());
        switch (failure) {
            case Throttled throttled ->
                node.put("gate", throttled.gate().name())
                        .put("until", throttled.until().toString());
            case Blocked blocked -> node.put("hindrance", blocked.hindrance().name());
            case Unavailable _, TooLarge _, BeyondRetention _, Refused _, Malformed _ -> {}
        }
        return node.toString();
    }

    /** What another version wrote and this one does not know is a failure that may pass. */
    static Failure read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JsonProcessingException | IllegalArgumentException fault) {
            return new Unavailable("The last attempt to fetch this week failed", "");
        }
    }

    private static Failure read(JsonNode node) {
        var why = node.path("why").asText();
        var trace = node.path("fbtraceId").asText();
        return switch (node.path("kind").asText()) {
            case "Throttled" ->
                new Throttled(
                        Gate.valueOf(node.path("gate").asText()),
                        Instant.parse(node.path("until").asText()),
                        why,
                        trace);
            case "Blocked" ->
                new Blocked(Hindrance.valueOf(node.path("hindrance").asText()), why, trace);
            case "TooLarge" -> new TooLarge(why, trace);
            case "BeyondRetention" -> new BeyondRetention(why, trace);
            case "Refused" -> new Refused(why, trace);
            case "Malformed" -> new Malformed(why, trace);
            default -> new Unavailable(why, trace);
        };
    }
}
