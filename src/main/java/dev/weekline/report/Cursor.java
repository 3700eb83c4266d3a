package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on reading the rows of a section, as an opaque text.
 *
 * @param revision the revision that the reader began with, and goes on with when a newer one is stored
 */
record Cursor(int revision, RowSort sort, RowPlace place) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A number as the database writes it. With an exponent, a few characters could stand for a gigabyte of digits. */
    private static final Pattern FIGURE = Pattern.compile("-?\\d{1,100}(\\.\\d{1,100})?");

    String text() {
        var node =
                JSON.createObjectNode().put("r", revision).put("s", sort.word()).put("k", place.key());
        place.sortValue().ifPresent(value -> node.put("v", value));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(node.toString().getBytes(UTF_8));
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<Cursor> parse(String text) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(text)) instanceof ObjectNode node
                    ? read(node)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Cursor> read(ObjectNode node) {
        return node.path("r").isInt() && isKey(node.path("k")) && isFigure(node.get("v"))
                ? RowSort.parse(node.path("s").asText())
                        .map(sort -> new Cursor(node.path("r").asInt(), sort, place(node)))
                : Optional.empty();
    }

    private static RowPlace place(ObjectNode node) {
        return new RowPlace(
                Optional.ofNullable(node.get("v")).map(JsonNode::asText),
                node.path("k").asText());
    }

    private static boolean isKey(JsonNode key) {
        return key.isTextual() && key.asText().indexOf('\0') < 0;
    }

    private static boolean isFigure(@Nullable JsonNode value) {
        return value == null
                || value.isTextual() && FIGURE.matcher(value.asText()).matches();
    }
}
