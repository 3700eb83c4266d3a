package dev.weekline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.meta.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Standings as they are stored. */
final class StandingsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StandingsJson() {}

    static String write(List<Standing> standings) {
        var array = JSON.createArrayNode();
        for (var standing : standings) {
            var node = array.addObject().put("section", standing.section().word());
            standing.asOf().ifPresent(asOf -> node.put("asOf", asOf.toString()));
            standing.lack()
                    .ifPresent(lack -> node.putObject("lack")
                            .put("reason", lack.reason().word())
                            .put("detail", lack.detail())
                            .put("attempts", lack.attempts())
                            .put("retryAt", lack.retryAt().toString()));
        }
        return array.toString();
    }

    static List<Standing> read(String json) {
        if (json.length() == 2) {
            return List.of();
        }
        try {
            var standings = new ArrayList<Standing>();
            JSON.readTree(json).forEach(node -> standings.add(standing(node)));
            return List.copyOf(standings);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("The standings of a stored report can't be read", fault);
        }
    }

    private static Standing standing(JsonNode node) {
        return new Standing(
                Section.named(node.path("section").asText()).orElseThrow(),
                instant(node.path("asOf")),
                Optional.of(node.path("lack")).filter(JsonNode::isObject).map(StandingsJson::lack));
    }

    private static Lack lack(JsonNode node) {
        return new Lack(
                Lack.Reason.named(node.path("reason").asText()).orElse(Lack.Reason.UNAVAILABLE),
                node.path("detail").asText(),
                node.path("attempts").asInt(),
                Instant.parse(node.path("retryAt").asText()));
    }

    private static Optional<Instant> instant(JsonNode node) {
        return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
    }
}
