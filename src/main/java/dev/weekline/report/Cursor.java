package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.account.AccountId;
import dev.weekline.meta.Section;
import dev.weekline.week.IsoWeek;
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
record Cursor(ReportKey report, Section section, int revision, RowSort sort, RowPlace place) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A number as the database writes it. With an exponent, a few characters could stand for a gigabyte of digits. */
    private static final Pattern FIGURE = Pattern.compile("-?\\d{1,100}(\\.\\d{1,100})?");

    String text() {
        var node = JSON.createArrayNode()
                .add(report.account().value())
                .add(report.week().toString())
                .add(section.word())
                .add(revision)
                .add(sort.word())
                .add(place.key());
        place.sortValue().ifPresent(node::add);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(node.toString().getBytes(UTF_8));
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<Cursor> parse(String text) {
        try {
            return read(JSON.readTree(Base64.getUrlDecoder().decode(text)));
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Cursor> read(JsonNode node) {
        if (!node.path(3).isInt() || !isKey(node.path(5)) || !isFigure(node.get(6))) {
            return Optional.empty();
        }
        var report = new ReportKey(
                new AccountId(node.path(0).asText()), IsoWeek.parse(node.path(1).asText()));
        return Section.named(node.path(2).asText())
                .flatMap(section -> RowSort.parse(node.path(4).asText(), section)
                        .map(sort -> new Cursor(report, section, node.path(3).asInt(), sort, place(node))));
    }

    private static RowPlace place(JsonNode node) {
        return new RowPlace(
                Optional.ofNullable(node.get(6)).map(JsonNode::asText),
                node.path(5).asText());
    }

    private static boolean isKey(JsonNode key) {
        return key.isTextual() && key.asText().indexOf('\0') < 0 && Surrogates.arePaired(key.asText());
    }

    private static boolean isFigure(@Nullable JsonNode value) {
        return value == null
                || value.isTextual() && FIGURE.matcher(value.asText()).matches();
    }
}
