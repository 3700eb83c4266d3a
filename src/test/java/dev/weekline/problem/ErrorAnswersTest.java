package dev.weekline.problem;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weekline.contract.RawClient;
import dev.weekline.contract.RawClient.Answer;
import dev.weekline.contract.SomeRooms;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ErrorAnswersTest {

    private static EmbeddedServer server;
    private static RawClient client;

    @BeforeAll
    static void start() {
        server = SomeRooms.start(
                Map.of("micronaut.server.max-request-size", "10KB"), ErrorAnswersTest.class.getPackageName());
        client = new RawClient(server.getURI());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anUnknownPathIsNotFound() {
        var answer = client.get("/nowhere");

        assertProblem(answer, 404, ProblemType.NOT_FOUND);
        assertThat(answer.json().get("instance").asText()).isEqualTo("/nowhere");
    }

    @Test
    void thePathIsTakenAsItWasSent() {
        assertThat(client.get("/now%0Ahere%22").json().get("instance").asText()).isEqualTo("/now%0Ahere%22");
    }

    @Test
    void aMethodThatThePathDoesNotHaveIsToldWhichItHas() {
        var answer = client.ask("DELETE", "/trouble/none", "");

        assertProblem(answer, 405, ProblemType.INVALID_REQUEST);
        assertThat(answer.headers().allValues("Allow").stream()
                        .flatMap(line -> Stream.of(line.split(", ?")))
                        .collect(toSet()))
                .contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "PATCH", "PURGE"})
    void anyOtherMethodIsRefused(String method) {
        assertProblem(client.ask(method, "/trouble/none", ""), 405, ProblemType.INVALID_REQUEST);
    }

    @Test
    void anAnswerThatNobodyAcceptsIsToldWhichThereIs() {
        var answer = client.get("/trouble/none", "Accept", "image/png");

        assertProblem(answer, 406, ProblemType.INVALID_REQUEST);
        assertThat(answer.json().get("detail").asText()).contains("application/json");
    }

    @Test
    void aBrowserThatAsksForHtmlGetsAProblemToo() {
        assertProblem(client.get("/nowhere", "Accept", "text/html"), 404, ProblemType.NOT_FOUND);
    }

    @Test
    void aBodyOfAnotherTypeIsToldWhichIsRead() {
        var answer = client.ask("POST", "/trouble/body", "<order/>", "Content-Type", "application/xml");

        assertProblem(answer, 415, ProblemType.INVALID_REQUEST);
        assertThat(answer.json().get("detail").asText()).contains("application/json");
    }

    @Test
    void aBodyThatIsNotJsonIsToldWhereItEnds() {
        var answer = client.postJson("/trouble/body", "{\"name\": \"" + TroubleController.SECRET + "\", oops");

        assertProblem(answer, 400, ProblemType.INVALID_REQUEST);
        assertThat(answer.json().get("detail").asText()).contains("not JSON").contains("line 1");
    }

    @Test
    void aMissingBodyIsAskedFor() {
        var answer = client.postJson("/trouble/body", "");

        assertProblem(answer, 400, ProblemType.INVALID_REQUEST);
        assertThat(answer.json().get("detail").asText()).contains("needs a body");
    }

    @Test
    void aPropertyOfTheWrongTypeIsNamed() {
        var answer = client.postJson(
                "/trouble/body", "{\"name\": \"boots\", \"count\": \"" + TroubleController.SECRET + "\"}");

        assertProblem(answer, 400, ProblemType.INVALID_REQUEST);
        assertThat(answer.json().get("field").asText()).isEqualTo("count");
    }

    @Test
    void aPropertyOutOfBoundsIsNamed() {
        var answer = client.postJson("/trouble/body", "{\"name\": \"boots\", \"count\": 0}");

        assertProblem(answer, 400, ProblemType.INVALID_REQUEST);
        assertThat(answer.json().get("field").asText()).isEqualTo("count");
        assertThat(answer.json().get("detail").asText()).startsWith("count must be");
    }

    @Test
    void aMissingPropertyIsAProblem() {
        assertProblem(client.postJson("/trouble/body", "{\"count\": 1}"), 400, ProblemType.INVALID_REQUEST);
    }

    @Test
    void aMissingParameterIsNamed() {
        assertField(client.get("/trouble/number"), "limit");
    }

    @Test
    void aParameterThatCannotBeReadIsNamed() {
        assertField(client.get("/trouble/number?limit=" + TroubleController.SECRET), "limit");
    }

    @Test
    void aParameterOutOfBoundsIsNamed() {
        assertField(client.get("/trouble/number?limit=11"), "limit");
    }

    @Test
    void aHeaderIsNamedAsItIsSent() {
        assertField(client.get("/trouble/header"), "X-Size");
        assertField(client.get("/trouble/header", "X-Size", "large"), "X-Size");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        var answer = client.postJson("/trouble/body", "{\"name\": \"" + "x".repeat(20_000) + "\", \"count\": 1}");

        assertProblem(answer, 413, ProblemType.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%zz HTTP/1.1", "GET /a{b HTTP/1.1", "GET / HTTP/x"})
    void aRequestThatIsNoHttpIsAProblem(String line) throws IOException {
        assertRawProblem(line + "\r\nHost: localhost\r\n\r\n", "400 ");
    }

    @Test
    void aPathThatIsTooLongIsAProblem() throws IOException {
        assertRawProblem("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "41");
    }

    @Test
    void headersThatAreTooLongAreAProblem() throws IOException {
        assertRawProblem("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + "x".repeat(20_000) + "\r\n\r\n", "41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trouble/fault", "/trouble/later-fault"})
    void aFaultTellsNothingAndIsLoggedOnceUnderTheRequestId(String path) {
        try (var log = new Log()) {
            var answer = client.get(path, "X-Request-Id", "find-me");

            assertProblem(answer, 500, ProblemType.INTERNAL);
            assertThat(answer.json().get("retryable").asBoolean()).isFalse();
            assertThat(log.errors()).singleElement().satisfies(line -> {
                assertThat(line.getFormattedMessage()).contains("find-me").contains("GET " + path);
                assertThat(line.getThrowableProxy().getMessage()).contains(TroubleController.SECRET);
            });
        }
    }

    @Test
    void aCallerThatHangsUpIsNoFault() throws IOException {
        var halfSent = """
                POST /trouble/body HTTP/1.1\r
                Host: localhost\r
                X-Request-Id: hung-up\r
                Content-Type: application/json\r
                Content-Length: 100\r
                \r
                {"name":""";
        try (var log = new Log()) {
            try (var socket = new Socket(server.getHost(), server.getPort())) {
                socket.getOutputStream().write(halfSent.getBytes(StandardCharsets.ISO_8859_1));
            }
            await().until(() -> log.told("Request hung-up was broken off"));
            assertThat(log.errors()).isEmpty();
        }
    }

    @Test
    void anAnswerThatCannotBeWrittenIsAFaultThatIsLoggedOnce() {
        try (var log = new Log()) {
            var answer = client.get("/trouble/unwritable", "X-Request-Id", "find-me");

            assertProblem(answer, 500, ProblemType.INTERNAL);
            assertThat(log.errors())
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage()).contains("find-me"));
        }
    }

    @Test
    void anEmptyAnswerIsNotFound() {
        assertProblem(client.get("/trouble/nothing"), 404, ProblemType.NOT_FOUND);
    }

    @Test
    void aStatusWithNothingElseBecomesAProblem() {
        assertProblem(client.get("/trouble/bare"), 403, ProblemType.FORBIDDEN);
    }

    @Test
    void aStatusThatNobodyKnowsBecomesABadRequest() {
        assertProblem(client.get("/trouble/odd"), 400, ProblemType.INVALID_REQUEST);
    }

    @Test
    void aForeignPageIsForbiddenWithAProblem() {
        var answer = client.get("/trouble/none", "Origin", "https://example.org");

        assertProblem(answer, 403, ProblemType.FORBIDDEN);
    }

    @Test
    void aForeseenProblemIsToldWhole() {
        try (var log = new Log()) {
            var answer = client.get("/trouble/foreseen");

            assertProblem(answer, 400, ProblemType.INVALID_WEEK);
            assertThat(answer.json().get("detail").asText()).isEqualTo("2025 has no week 53");
            assertThat(answer.json().get("field").asText()).isEqualTo("week");
            assertThat(answer.json().get("nearestWeek").asText()).isEqualTo("2025-W52");
            assertThat(answer.json().has("fbtrace_id")).isFalse();
            assertThat(log.errors()).isEmpty();
        }
    }

    @Test
    void aForeseenProblemIsFoundBehindWhatWrapsIt() {
        assertProblem(client.get("/trouble/wrapped"), 409, ProblemType.CONFLICT);
    }

    @Test
    void aForeseenProblemOfAStreamIsTold() {
        try (var log = new Log()) {
            var answer = client.get("/trouble/streamed-fault");

            assertProblem(answer, 503, ProblemType.QUOTA_EXHAUSTED);
            assertThat(answer.header("Retry-After")).contains("3");
            assertThat(log.errors()).isEmpty();
        }
    }

    @Test
    void whatWaitingCannotCureIsABadGateway() {
        var answer = client.get("/trouble/refused");

        assertProblem(answer, 502, ProblemType.UPSTREAM_UNAVAILABLE);
        assertThat(answer.json().get("retryable").asBoolean()).isFalse();
        assertThat(answer.json().get("fbtrace_id").asText()).isEqualTo("Az8");
        assertThat(answer.header("Retry-After")).isEmpty();
    }

    @Test
    void whatWaitingCuresSaysWhenInWholeSecondsRoundedUp() {
        var answer = client.get("/trouble/slow");

        assertProblem(answer, 503, ProblemType.UPSTREAM_UNAVAILABLE);
        assertThat(answer.json().get("retryable").asBoolean()).isTrue();
        assertThat(answer.json().has("fbtrace_id")).isFalse();
        assertThat(answer.header("Retry-After")).contains("2");
    }

    @Test
    void everyUnavailableAnswerSaysWhenToAskAgain() {
        var answer = client.get("/trouble/section");

        assertProblem(answer, 503, ProblemType.SECTION_UNAVAILABLE);
        assertThat(answer.header("Retry-After")).contains("60");
    }

    @Test
    void whoeverHasNoKeyIsToldHowToSendOne() {
        var answer = client.get("/trouble/key");

        assertProblem(answer, 401, ProblemType.UNAUTHORIZED);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void theHeadOfAProblemHasItsHeadersAndNoBody() {
        var answer = client.head("/trouble/slow");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).contains("2");
        assertThat(answer.header("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(answer.header("X-Request-Id")).isPresent();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aProblemIsNeverKeptByACache() {
        assertThat(client.get("/nowhere").header("Cache-Control")).contains("no-store");
    }

    private static void assertField(Answer answer, String field) {
        assertProblem(answer, 400, ProblemType.INVALID_REQUEST);
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
        assertThat(answer.json().get("detail").asText()).startsWith(field + " ");
    }

    private static void assertProblem(Answer answer, int status, ProblemType type) {
        assertThat(answer.text()).doesNotContain(TroubleController.SECRET, "Exception", "dev.weekline", "null");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains(Problem.MEDIA_TYPE);
        var problem = answer.json();
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + type.slug());
        assertThat(problem.get("title").asText()).isEqualTo(type.title());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(problem.get("retryable").isBoolean()).isTrue();
        assertThat(answer.header("X-Request-Id"))
                .contains(problem.get("requestId").asText());
    }

    private static void assertRawProblem(String request, String status) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).containsPattern("^HTTP/1\\.[01] " + status);
            assertThat(answer).containsIgnoringCase("\r\nX-Request-Id: ");
            assertThat(answer).containsIgnoringCase("\r\nContent-Type: " + Problem.MEDIA_TYPE);
            assertThat(answer)
                    .contains("\"type\":\"/problems/invalid-request\"")
                    .doesNotContain("Exception");
        }
    }

    /** What is logged as an error while this is open. */
    private static final class Log implements AutoCloseable {

        private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
        private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");

        Log() {
            lines.start();
            root.addAppender(lines);
        }

        boolean told(String what) {
            return all().stream().anyMatch(line -> line.getFormattedMessage().contains(what));
        }

        List<ILoggingEvent> errors() {
            return all().stream()
                    .filter(line -> line.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.ERROR))
                    .toList();
        }

        private List<ILoggingEvent> all() {
            // Server threads go on logging; the appender guards its list with itself.
            synchronized (lines) {
                return List.copyOf(lines.list);
            }
        }

        @Override
        public void close() {
            root.detachAppender(lines);
        }
    }
}
