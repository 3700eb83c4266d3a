package dev.weekline.sandbox;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Bends the rows of a page that is already written. */
final class OddRows {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Set<Failure.OddPage> BENDING = EnumSet.of(
            Failure.OddPage.OTHER_WEEK,
            Failure.OddPage.DUPLICATE_ROWS,
            Failure.OddPage.MISSING_RANGE,
            Failure.OddPage.SHORT_RANGE);

    private OddRows() {}

    static byte[] bent(byte[] page, Set<Failure.OddPage> oddities) {
        if (Collections.disjoint(oddities, BENDING)) {
            return page;
        }
        try {
            var document = JSON.readTree(page);
            if (document.path("data") instanceof ArrayNode rows) {
                bend(rows, oddities);
            }
            return JSON.writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void bend(ArrayNode rows, Set<Failure.OddPage> oddities) {
        if (oddities.contains(Failure.OddPage.OTHER_WEEK)) {
            rows.forEach(OddRows::aWeekEarlier);
        }
        if (oddities.contains(Failure.OddPage.MISSING_RANGE)) {
            remove(rows, ofLastRange(rows));
        }
        if (oddities.contains(Failure.OddPage.SHORT_RANGE)) {
            ofLastRange(rows).forEach(OddRows::aDayShorter);
        }
        if (oddities.contains(Failure.OddPage.DUPLICATE_ROWS)) {
            for (var i = rows.size() - 1; i >= 0; i--) {
                rows.insert(i, rows.get(i));
            }
        }
    }

    /** Rows of the last of several ranges; none where there is one range only. */
    private static List<JsonNode> ofLastRange(ArrayNode rows) {
        var starts = rows.valueStream().map(OddRows::start).distinct().sorted().toList();
        return starts.size() < 2
                ? List.of()
                : rows.valueStream()
                        .filter(row -> start(row).equals(starts.getLast()))
                        .toList();
    }

    private static String start(JsonNode row) {
        return row.path("date_start").asText();
    }

    private static void aDayShorter(JsonNode row) {
        if (row instanceof ObjectNode fields) {
            fields.put(
                    "date_stop",
                    LocalDate.parse(row.path("date_stop").asText()).minusDays(1).toString());
        }
    }

    private static void remove(ArrayNode rows, List<JsonNode> unwanted) {
        for (var i = rows.size() - 1; i >= 0; i--) {
            if (unwanted.contains(rows.get(i))) {
                rows.remove(i);
            }
        }
    }

    private static void aWeekEarlier(JsonNode row) {
        if (row instanceof ObjectNode fields) {
            for (var name : List.of("date_start", "date_stop")) {
                fields.put(
                        name,
                        LocalDate.parse(fields.path(name).asText())
                                .minusWeeks(1)
                                .toString());
            }
        }
    }
}
