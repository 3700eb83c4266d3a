package dev.weekline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.Counts;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts, event choices and dimensions as JSON columns; decimals stay exact and keys are sorted. */
final class CountsJson {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private CountsJson() {}

    static String write(Counts counts) {
        var given = new TreeMap<String, BigDecimal>();
        counts.given().forEach((metric, value) -> given.put(metric.word(), value));
        var root = JSON.createObjectNode();
        root.set("given", decimals(given));
        root.set("actions", decimals(counts.actions()));
        root.set("actionValues", decimals(counts.actionValues()));
        return root.toString();
    }

    /** The same text for counts of the same numbers, however many zeros these end with. */
    static String canonical(Counts counts) {
        return write(new Counts(stripped(counts.given()), stripped(counts.actions()), stripped(counts.actionValues())));
    }

    static Counts readCounts(String json) {
        var root = read(json);
        var given = new EnumMap<Metric, BigDecimal>(Metric.class);
        root.path("given")
                .properties()
                .forEach(entry -> Metric.named(entry.getKey())
                        .ifPresent(metric -> given.put(metric, entry.getValue().decimalValue())));
        return new Counts(given, decimals(root.path("actions")), decimals(root.path("actionValues")));
    }

    static String write(EventChoice events) {
        var root = JSON.createObjectNode();
        new TreeMap<>(events.actionTypes()).forEach((event, type) -> root.put(event.name(), type));
        return root.toString();
    }

    static EventChoice readEvents(String json) {
        var types = new EnumMap<BusinessEvent, String>(BusinessEvent.class);
        read(json)
                .properties()
                .forEach(entry -> types.put(
                        BusinessEvent.valueOf(entry.getKey()), entry.getValue().asText()));
        return new EventChoice(types);
    }

    static String writeDecimals(Map<String, BigDecimal> values) {
        return decimals(values).toString();
    }

    static Map<String, BigDecimal> readDecimals(String json) {
        return decimals(read(json));
    }

    static String writeTexts(Map<String, String> texts) {
        var root = JSON.createObjectNode();
        texts.forEach(root::put);
        return root.toString();
    }

    static Map<String, String> readTexts(String json) {
        var texts = new LinkedHashMap<String, String>();
        read(json)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static ObjectNode decimals(Map<String, BigDecimal> values) {
        var node = JSON.createObjectNode();
        new TreeMap<>(values).forEach(node::put);
        return node;
    }

    private static Map<String, BigDecimal> decimals(JsonNode node) {
        var values = new HashMap<String, BigDecimal>();
        node.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().decimalValue()));
        return values;
    }

    private static <K> Map<K, BigDecimal> stripped(Map<K, BigDecimal> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().stripTrailingZeros()));
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("A stored JSON column can't be read", fault);
        }
    }
}
