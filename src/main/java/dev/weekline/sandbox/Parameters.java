package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, decoded. Of a name given twice the last value counts. */
record Parameters(Map<String, String> values) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Parameters of(@Nullable String rawQuery) throws GraphException {
        var values = new LinkedHashMap<String, String>();
        for (var pair : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (!pair.isEmpty()) {
                values.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return new Parameters(values);
    }

    /** The parameters that a body holds, in either of the forms that HTML knows; none of any other body. */
    static Parameters ofBody(String contentType, byte[] body) throws GraphException {
        var type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            return new Parameters(MultipartForm.read(contentType, body));
        }
        return type.startsWith("application/x-www-form-urlencoded")
                ? of(new String(body, StandardCharsets.UTF_8))
                : new Parameters(Map.of());
    }

    /** These and others, which count where both have a name. */
    Parameters and(Parameters others) {
        var both = new LinkedHashMap<>(values);
        both.putAll(others.values);
        return new Parameters(both);
    }

    /** A value that is there and not blank. */
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A list of words, written as a JSON array or with commas. */
    List<String> list(String name) throws GraphException {
        var text = find(name).orElse("");
        return text.startsWith("[")
                ? StreamSupport.stream(json(name, text).spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    Optional<JsonNode> json(String name) throws GraphException {
        var text = find(name);
        return text.isPresent() ? Optional.of(json(name, text.get())) : Optional.empty();
    }

    /** These without some names, as they stand in a URL. */
    String encodedWithout(List<String> names) {
        return values.entrySet().stream()
                .filter(entry -> !names.contains(entry.getKey()))
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A whole number, or {@code usual} where there is none. */
    int number(String name, int usual) throws GraphException {
        var text = find(name);
        try {
            return text.isPresent() ? Integer.parseInt(text.get()) : usual;
        } catch (NumberFormatException _) {
            throw new GraphException(GraphError.badParameter(name + " must be a number"));
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) throws GraphException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new GraphException(GraphError.badParameter("A parameter is not percent-encoded"));
        }
    }

    private static JsonNode json(String name, String text) throws GraphException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            throw new GraphException(GraphError.badParameter("param " + name + " must be valid JSON"));
        }
    }

    /** Names only, because a value may be a token. */
    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
