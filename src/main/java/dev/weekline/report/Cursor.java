package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Optional;

/**
 * Where to go on reading the rows of a section, as an opaque text.
 *
 * @param revision the revision that the reader began with, and goes on with when a newer one is stored
 */
record Cursor(int revision, RowSort sort, RowPlace place) {

    private static final ObjectMapper JSON = new ObjectMapper();

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
        var value = Optional.ofNullable(node.get("v")).map(text -> new BigDecimal(text.asText()).toPlainString());
        return node.path("r").isInt() && node.path("k").isTextual()
                ? RowSort.parse(node.path("s").asText())
                        .map(sort -> new Cursor(
                                node.path("r").asInt(),
                                sort,
                                new RowPlace(value, node.path("k").asText())))
                : Optional.empty();
    }
}
