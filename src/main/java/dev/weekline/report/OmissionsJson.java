package dev.weekline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Omission.Reason;
import java.util.ArrayList;
import java.util.List;

/** What is omitted as it is stored. */
final class OmissionsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OmissionsJson() {}

    static ArrayNode write(List<Omission> omissions) {
        var array = JSON.createArrayNode();
        for (var omission : omissions) {
            array.addObject()
                    .put("field", omission.field())
                    .put("reason", omission.reason().word());
        }
        return array;
    }

    static List<Omission> read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("What a stored revision omits can't be read", fault);
        }
    }

    /** Reads what {@link #write} wrote; a node that is missing omits nothing. */
    static List<Omission> read(JsonNode array) {
        var omissions = new ArrayList<Omission>();
        array.forEach(node -> omissions.add(new Omission(
                node.path("field").asText(), Reason.named(node.path("reason").asText()))));
        return List.copyOf(omissions);
    }
}
