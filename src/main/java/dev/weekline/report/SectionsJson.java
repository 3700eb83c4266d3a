package dev.weekline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.meta.Section;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sections of a revision as a JSON column. */
final class SectionsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SectionsJson() {}

    static String write(List<SectionState> sections) {
        var array = JSON.createArrayNode();
        for (var state : sections) {
            var section = array.addObject()
                    .put("name", state.section().word())
                    .put("recipe", state.recipe())
                    .put("rowCount", state.rowCount())
                    .put("runId", state.run().toString())
                    .put("digest", state.digest())
                    .put("hasReach", state.hasReach());
            if (!state.omissions().isEmpty()) {
                section.set("omissions", OmissionsJson.write(state.omissions()));
            }
            if (!state.sums().values().isEmpty()) {
                var sums = section.putObject("sums");
                new TreeMap<>(state.sums().values())
                        .forEach((metric, sum) -> sums.put(metric.word(), sum.toPlainString()));
            }
        }
        return array.toString();
    }

    static List<SectionState> read(String json) {
        try {
            var sections = new ArrayList<SectionState>();
            JSON.readTree(json).forEach(node -> sections.add(state(node)));
            return List.copyOf(sections);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("The sections of a stored revision can't be read", fault);
        }
    }

    private static SectionState state(JsonNode node) {
        return new SectionState(
                Section.named(node.path("name").asText()).orElseThrow(),
                node.path("recipe").asText(),
                node.path("rowCount").asLong(),
                UUID.fromString(node.path("runId").asText()),
                node.path("digest").asText(),
                node.path("hasReach").asBoolean(),
                OmissionsJson.read(node.path("omissions")),
                Sums.of(
                        decimal(node.path("sums").path(Metric.SPEND.word())),
                        decimal(node.path("sums").path(Metric.IMPRESSIONS.word()))));
    }

    /** Sums are stored as text, which stays exact. */
    private static @Nullable BigDecimal decimal(JsonNode node) {
        return node.isTextual() ? new BigDecimal(node.asText()) : null;
    }
}
