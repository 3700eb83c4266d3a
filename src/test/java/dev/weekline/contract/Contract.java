package dev.weekline.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The contract as a judge: what an answer breaks of it. */
final class Contract {

    private static final String PROBLEM_TYPE = "application/problem+json";

    private static final String PACKAGED = "/openapi/weekline.yaml";
    private static final String PATH_MISSING = "validation.request.path.missing";
    private static final String METHOD_MISSING = "validation.request.operation.notAllowed";
    private static final String BODY_MISSING = "validation.response.body.missing";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode PROBLEM = JSON.createObjectNode().put("$ref", "#/components/schemas/Problem");

    private final OpenApiInteractionValidator validator;
    private final SchemaValidator schemas;

    Contract() {
        var api = Objects.requireNonNull(new OpenAPIV3Parser()
                .readContents(text(), null, new ParseOptions())
                .getOpenAPI());
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(text())
                .build();
        schemas = new SchemaValidator(api, new MessageResolver());
    }

    /** The contract as it is packaged. */
    static String text() {
        try (var packaged = Objects.requireNonNull(Contract.class.getResourceAsStream(PACKAGED), PACKAGED)) {
            return new String(packaged.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with an answer to {@code method} and {@code path}, a sentence each; empty if nothing is. */
    List<String> violations(String method, String path, Reply reply) {
        var found = new ArrayList<String>();
        var known = Arrays.stream(Request.Method.values())
                .filter(one -> one.name().equals(method))
                .findFirst();
        var messages = known.map(one -> judge(one, path, reply)).orElse(List.of());
        if (known.isEmpty() || has(messages, METHOD_MISSING)) {
            found.addAll(outside(method, reply, 405));
        } else if (has(messages, PATH_MISSING)) {
            found.addAll(outside(method, reply, 404));
        } else {
            messages.forEach(message -> found.add(message.getMessage()));
        }
        if (reply.body().length > 0 && reply.contentType().isEmpty()) {
            found.add("The body has no Content-Type");
        }
        if (reply.contentType().startsWith(PROBLEM_TYPE) && reply.body().length > 0) {
            found.addAll(contradictions(reply));
        }
        return found;
    }

    /** What is wrong with {@code value} by a schema as the contract writes it. */
    List<String> violations(JsonNode schema, JsonNode value) {
        return schemas
                .validate(() -> value, Json.mapper().convertValue(schema, Schema.class), "example")
                .getMessages()
                .stream()
                .map(ValidationReport.Message::getMessage)
                .toList();
    }

    /** A path with {@code get} answers {@code HEAD} too, with everything but the body. */
    private List<ValidationReport.Message> judge(Request.Method method, String path, Reply reply) {
        var messages =
                validator.validateResponse(path, method, reply.forValidator()).getMessages();
        if (method != Request.Method.HEAD || !has(messages, METHOD_MISSING)) {
            return messages;
        }
        return validator.validateResponse(path, Request.Method.GET, reply.forValidator()).getMessages().stream()
                .filter(message -> !message.getKey().equals(BODY_MISSING))
                .toList();
    }

    /** What the contract does not have is refused with a problem, or not even told to whoever has no key. */
    private List<String> outside(String method, Reply reply, int status) {
        if (reply.status() != status && reply.status() != 401) {
            return List.of("The contract has no such thing, so " + status + " was due, not " + reply.status());
        }
        if (!reply.contentType().startsWith(PROBLEM_TYPE)) {
            return List.of("A problem was due, not " + reply.contentType());
        }
        var allow = reply.status() == 405 && reply.header("Allow").isEmpty()
                ? Stream.of("405 without Allow")
                : Stream.<String>empty();
        var body = method.equals("HEAD") ? Stream.<String>empty() : violations(PROBLEM, reply.json()).stream();
        return Stream.concat(allow, body).toList();
    }

    private static List<String> contradictions(Reply reply) {
        var found = new ArrayList<String>();
        var problem = reply.json();
        if (problem.path("status").asInt() != reply.status()) {
            found.add("The problem says status " + problem.path("status") + ", the answer " + reply.status());
        }
        if (!reply.header("X-Request-Id").equals(problem.path("requestId").asText())) {
            found.add("The problem and X-Request-Id name different requests");
        }
        return found;
    }

    private static boolean has(List<ValidationReport.Message> messages, String key) {
        return messages.stream().anyMatch(message -> message.getKey().equals(key));
    }

    /** An answer with its body uncompressed. */
    record Reply(int status, List<Header> headers, byte[] body) {

        String header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst()
                    .orElse("");
        }

        String contentType() {
            return header("Content-Type");
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                return JSON.missingNode();
            }
        }

        SimpleResponse forValidator() {
            var response = SimpleResponse.Builder.status(status);
            headers.forEach(header -> response.withHeader(header.name(), header.value()));
            return (body.length == 0 ? response : response.withBody(body)).build();
        }
    }

    record Header(String name, String value) {}
}
