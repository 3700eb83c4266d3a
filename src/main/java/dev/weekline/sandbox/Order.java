package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.sandbox.SandboxAccount.Size;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The JSON object that an order comes with. Whatever is wrong with it is an {@link IllegalArgumentException}. */
record Order(JsonNode object) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Order read(String text) {
        try {
            var object = JSON.readTree(text);
            if (object.isObject()) {
                return new Order(object);
            }
        } catch (JsonProcessingException _) {
            // Told below, like JSON that is no object.
        }
        throw new IllegalArgumentException("The body is not a JSON object");
    }

    Latency latency() {
        if (has("fixed")) {
            return Latency.fixed(duration("fixed"));
        }
        if (has("least", "most")) {
            return Latency.between(duration("least"), duration("most"));
        }
        if (has("median", "p99", "most")) {
            return Latency.longTailed(duration("median"), duration("p99"), duration("most"));
        }
        throw new IllegalArgumentException("A latency has fixed, or least and most, or median, p99 and most");
    }

    /** Written as ISO 8601 has durations. */
    Duration offset() {
        only(Set.of("offset"));
        try {
            return Duration.parse(text("offset"));
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("offset is not a duration like P-3D or PT6H");
        }
    }

    Size size() {
        only(Set.of("campaigns", "ads"));
        return new Size(number("campaigns"), number("ads"));
    }

    /** What the order leaves out stays as it is. */
    Limits limits(Limits now) {
        only(Set.of("hourlyCalls", "hourlyAppCalls", "errorPenalty"));
        return new Limits(
                object.has("hourlyCalls") ? number("hourlyCalls") : now.hourlyCalls(),
                object.has("hourlyAppCalls") ? number("hourlyAppCalls") : now.hourlyAppCalls(),
                object.has("errorPenalty") ? object.path("errorPenalty").asDouble(Double.NaN) : now.errorPenalty());
    }

    private Duration duration(String name) {
        return Amount.duration(text(name));
    }

    private String text(String name) {
        if (!object.path(name).isTextual()) {
            throw new IllegalArgumentException(name + " is not a text");
        }
        return object.path(name).textValue();
    }

    private int number(String name) {
        if (!object.path(name).canConvertToInt() || !object.path(name).isIntegralNumber()) {
            throw new IllegalArgumentException(name + " is not a whole number");
        }
        return object.path(name).intValue();
    }

    private boolean has(String... names) {
        return Set.copyOf(names()).equals(Set.of(names));
    }

    private void only(Set<String> known) {
        for (var name : names()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("\"" + name + "\" is none of "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
