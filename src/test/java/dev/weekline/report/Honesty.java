package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.meta.Section;
import dev.weekline.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Holds a report to the truth: what it says is so, and what it does not say it says to be absent. */
final class Honesty {

    private static final Map<Section, List<String>> KEYS = Map.of(
            Section.CAMPAIGNS, List.of("campaignId"),
            Section.PLACEMENTS, List.of("publisherPlatform", "platformPosition"),
            Section.DEMOGRAPHICS, List.of("age", "gender"),
            Section.RELEVANCE, List.of("adId"),
            Section.DAILY, List.of("date"));

    private Honesty() {}

    static void assertHonest(JsonNode report, JsonNode truth) {
        var absent = StreamSupport.stream(report.path("absent").spliterator(), false)
                .map(entry -> entry.path("path").asText())
                .collect(Collectors.toSet());
        assertFigures(report.path("totals"), truth.path("totals"), "totals.", absent);
        for (var section : Section.values()) {
            var path = "sections." + section.word();
            var told = report.path("sections").path(section.word());
            var true_ = truth.path("sections").path(section.word());
            if (told.path("status").asText().equals("unavailable")) {
                assertThat(told.path("reason").asText()).as(path).isNotBlank();
                assertThat(told.has("rows")).as(path).isFalse();
                continue;
            }
            assertThat(told.path("rowCount")).as(path).isEqualTo(true_.path("rowCount"));
            assertRows(section, told, true_, absent);
        }
    }

    private static void assertRows(Section section, JsonNode told, JsonNode truth, Set<String> absent) {
        var rows = byKey(section, told);
        var trueRows = byKey(section, truth);
        // Of a long section only the first rows are shown, and ties may fall either way.
        if (truth.path("rowCount").asInt() <= 50) {
            assertThat(rows.keySet()).as(section.word()).isEqualTo(trueRows.keySet());
        }
        rows.forEach((key, row) -> {
            var trueRow = trueRows.get(key);
            if (trueRow != null) {
                assertFigures(row, trueRow, "sections." + section.word() + ".rows.", absent);
            }
        });
    }

    private static void assertFigures(JsonNode told, JsonNode truth, String path, Set<String> absent) {
        for (var metric : Metric.values()) {
            var figure = told.path(metric.word());
            var trueFigure = truth.path(metric.word());
            if (!figure.isMissingNode()) {
                assertThat(trueFigure.isMissingNode()).as(path + metric.word()).isFalse();
                assertThat(figure.decimalValue())
                        .as(path + metric.word())
                        .isEqualByComparingTo(trueFigure.decimalValue());
            } else if (!trueFigure.isMissingNode() && !isMadeOfTheAbsent(metric, path, absent)) {
                assertThat(absent).as("not told and not absent").contains(path + metric.word());
            }
        }
    }

    private static boolean isMadeOfTheAbsent(Metric metric, String path, Set<String> absent) {
        return metric.formula()
                .filter(formula -> absent.contains(path + formula.numerator().word())
                        || absent.contains(path + formula.denominator().word()))
                .isPresent();
    }

    private static Map<String, JsonNode> byKey(Section section, JsonNode told) {
        var rows = new TreeMap<String, JsonNode>();
        var keys = KEYS.getOrDefault(section, List.of());
        told.path("rows")
                .forEach(row -> rows.put(
                        keys.stream().map(key -> row.path(key).asText()).collect(Collectors.joining("|")), row));
        return rows;
    }
}
