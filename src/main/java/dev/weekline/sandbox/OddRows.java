package dev.weekline.sandbox;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Bends the rows of a page that is already written. */
final class OddRows {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private OddRows() {}

    static byte[] bent(byte[] page, Set<Failure.OddPage> oddities) {
        if (!oddities.contains(Failure.OddPage.OTHER_WEEK) && !oddities.contains(Failure.OddPage.DUPLICATE_ROWS)) {
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
        if (oddities.contains(Failure.OddPage.DUPLICATE_ROWS)) {
            for (var i = rows.size() - 1; i >= 0; i--) {
                rows.insert(i, rows.get(i));
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
