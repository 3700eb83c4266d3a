package dev.weekline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.contract.ContractText.Operation;
import dev.weekline.report.TestService;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The examples of the contract, sent as they are to a service with the demo accounts, as somebody does at
 * {@code /docs}.
 */
class ExamplesRunTest {

    /** What they answer that can't succeed as they are: nobody knows another's ids, tokens and keys beforehand. */
    private static final Map<String, Integer> REFUSED = Map.of(
            "registerAccount", 409,
            "discoverAccounts", 409,
            "getOperation", 404,
            "getBackfill", 404,
            "requeueBackfill", 404,
            "cancelBackfill", 404,
            "getRun", 404,
            "revokeKey", 404,
            "beginSession", 401);

    private static TestService service;
    private final ContractText text = new ContractText();

    @BeforeAll
    static void start() {
        service = TestService.start(TestService.account("belmonte"), TestService.account("hotel-lumen"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** What deletes something comes last. */
    @TestFactory
    Stream<DynamicTest> theyDoWhatTheySay() {
        return text.operations().stream()
                .sorted(Comparator.comparing(operation -> operation.method().equals("delete")))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> check(operation)));
    }

    private void check(Operation operation) {
        var expected = REFUSED.get(operation.id());
        var body = operation.node().at("/requestBody/content/application~1json/examples");
        var request = service.request(path(operation));
        if (!body.isMissingNode()) {
            request.header("Content-Type", "application/json");
        }
        var answer = service.send(request.method(
                        operation.method().toUpperCase(Locale.ROOT),
                        body.isMissingNode()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(
                                        body.elements().next().get("value").toString()))
                .build());
        if (expected == null) {
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        }
    }

    /** With the parameters that are required, and the account. */
    private String path(Operation operation) {
        var all = Stream.of(text.root().get("paths").get(operation.path()), operation.node())
                .flatMap(node -> StreamSupport.stream(node.path("parameters").spliterator(), false))
                .map(text::resolve)
                .toList();
        var path = operation.path();
        var query = "";
        for (var parameter : all) {
            var name = parameter.get("name").asText();
            var value = parameter.path("example").asText();
            if (parameter.get("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", value);
            } else if (parameter.get("in").asText().equals("query")
                    && (parameter.path("required").asBoolean() || name.equals("account"))) {
                query += (query.isEmpty() ? "?" : "&") + name + "=" + value;
            }
        }
        return path + query;
    }
}
