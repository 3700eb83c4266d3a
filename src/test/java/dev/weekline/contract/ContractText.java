package dev.weekline.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Yaml;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The contract as it is written, to be walked through. */
public final class ContractText {

    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");
    private static final int FIRST_ERROR = 400;

    private final JsonNode root;

    /** The contract of this build. */
    public ContractText() {
        try {
            root = Yaml.mapper().readTree(Contract.text());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    JsonNode schema(String name) {
        return root.at("/components/schemas/" + name);
    }

    /** What a reference stands for; anything else stands for itself. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Every operation, in the order of the contract. */
    public List<Operation> operations() {
        var found = new ArrayList<Operation>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> found.add(new Operation(entry.getKey(), path.getKey(), entry.getValue()))));
        return found;
    }

    /** Every answer of every operation. */
    List<Response> responses() {
        return operations().stream()
                .flatMap(operation -> operation.node().get("responses").properties().stream()
                        .map(entry ->
                                new Response(operation, Integer.parseInt(entry.getKey()), resolve(entry.getValue()))))
                .toList();
    }

    /** Every body that is asked or answered, with its schema and examples. */
    List<Media> media() {
        return Stream.concat(
                        operations().stream()
                                .map(operation -> new Body(
                                        operation.toString(), operation.node().path("requestBody"))),
                        responses().stream().map(response -> new Body(response.toString(), response.node())))
                .flatMap(body -> body.node().path("content").properties().stream()
                        .map(entry -> new Media(body.where(), entry.getKey(), entry.getValue())))
                .toList();
    }

    /** Tells every node of the document with the way to it. */
    void walk(BiConsumer<String, JsonNode> visitor) {
        walk("", root, visitor);
    }

    static List<String> names(JsonNode object) {
        return object.propertyStream().map(java.util.Map.Entry::getKey).toList();
    }

    private static void walk(String path, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, node);
        node.properties().forEach(entry -> walk(path + "/" + entry.getKey(), entry.getValue(), visitor));
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            walk(path + "/" + i, node.get(i), visitor);
        }
    }

    /** One method of one path. */
    public record Operation(String method, String path, JsonNode node) {

        /** The name that generated clients give it. */
        public String id() {
            return node.path("operationId").asText();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    record Response(Operation operation, int status, JsonNode node) {

        boolean isError() {
            return status >= FIRST_ERROR;
        }

        @Override
        public String toString() {
            return operation + " " + status;
        }
    }

    record Media(String where, String type, JsonNode node) {

        @Override
        public String toString() {
            return where + " " + type;
        }
    }

    private record Body(String where, JsonNode node) {}
}
