package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.problem.Problem;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end can be read in two ways, and those that break HTTP otherwise, on the short way and on the long.
 */
class FramingTest {

    private static final String SHORT = "/reports/weekly/2025-W39?account=belmonte";
    private static final String LONG = "/accounts";
    private static final String HIDDEN = "GET /openapi.yaml HTTP/1.1\r\nHost: hidden\r\n\r\n";

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] \\d{3} ");

    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(Map.of(), TestService.account("belmonte"));
        service.json(SHORT);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Arguments> requests() {
        var chunked = "Transfer-Encoding: chunked\r\n";
        var broken = Map.ofEntries(
                Map.entry("400 both lengths", lines("Host: x\r\nContent-Length: 6\r\n" + chunked)),
                Map.entry("400 both lengths, otherwise", lines("Host: x\r\n" + chunked + "Content-Length: 6\r\n")),
                Map.entry("400 two lengths", lines("Host: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n")),
                Map.entry("400 the same length twice", lines("Host: x\r\nContent-Length: 5\r\nContent-Length: 5\r\n")),
                Map.entry("400 a list of lengths", lines("Host: x\r\nContent-Length: 5, 5\r\n")),
                Map.entry("400 a signed length", lines("Host: x\r\nContent-Length: +5\r\n")),
                Map.entry("400 a negative length", lines("Host: x\r\nContent-Length: -5\r\n")),
                Map.entry(
                        "400 a length that no number holds",
                        lines("Host: x\r\nContent-Length: 99999999999999999999\r\n")),
                Map.entry("400 an unknown encoding", lines("Host: x\r\nTransfer-Encoding: xchunked\r\n")),
                Map.entry("400 two encodings", lines("Host: x\r\nTransfer-Encoding: identity\r\n" + chunked)),
                Map.entry("400 encodings in a list", lines("Host: x\r\nTransfer-Encoding: chunked, identity\r\n")),
                Map.entry("400 a space before the colon", lines("Host: x\r\nTransfer-Encoding : chunked\r\n")),
                Map.entry(
                        "400 an encoding in HTTP/1.0",
                        lines("Host: x\r\n" + chunked).replace("HTTP/1.1", "HTTP/1.0")),
                Map.entry("400 lines that end with LF", lines("Host: x\r\n").replace("\r\n", "\n")),
                Map.entry("400 LF within the headers", lines("Host: x\r\nX-A: a\nX-B: b\r\n")),
                Map.entry("400 CR within a header", lines("Host: x\r\nX-A: a\rX-B: b\r\n")),
                Map.entry("400 NUL within a header", lines("Host: x\r\nX-A: a\0b\r\n")),
                Map.entry(
                        "400 a space before the first header",
                        lines("Host: x\r\n").replace("Authorization", " Authorization")),
                Map.entry("400 two hosts", lines("Host: x\r\nHost: y\r\n")),
                Map.entry("400 two hosts in one", lines("Host: x, y\r\n")),
                Map.entry("400 a user in the host", lines("Host: somebody@x\r\n")),
                Map.entry("400 no host", lines("")),
                Map.entry("400 a whole address", lines("Host: x\r\n").replace("GET PATH", "GET http://evilPATH")),
                Map.entry("400 no path", lines("Host: x\r\n").replace("GET PATH", "GET evil:80")),
                Map.entry("400 another HTTP", lines("Host: x\r\n").replace("HTTP/1.1", "HTTP/1.2")),
                Map.entry(
                        "414 a long path", lines("Host: x\r\n").replace(" HTTP", "&x=" + "x".repeat(9_000) + " HTTP")),
                Map.entry("431 a long header", lines("Host: x\r\nX-A: " + "x".repeat(17_000) + "\r\n")),
                Map.entry("431 many headers", lines("Host: x\r\n" + "X-A: a\r\n".repeat(3_000))));
        return Stream.of(SHORT, LONG)
                .flatMap(path -> broken.entrySet().stream()
                        .map(one -> Arguments.of(one.getKey(), one.getValue().replace("PATH", path))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isAnsweredWithOneProblemAndNothingIsReadAfterIt(String status, String request) throws IOException {
        var answer = send(request + "0\r\n\r\n" + HIDDEN);

        assertThat(answer).as(status).containsPattern("^HTTP/1\\.[01] " + status.substring(0, 3) + " ");
        assertThat(STATUS_LINE.matcher(answer).results()).hasSize(1);
        assertThat(answer).containsIgnoringCase("\r\nContent-Type: " + Problem.MEDIA_TYPE);
        assertThat(answer).containsIgnoringCase("\r\nX-Request-Id: ");
        assertThat(answer).contains("\"type\":\"/problems/invalid-request\"", "\"requestId\":");
    }

    @Test
    void aRefusalComesBehindTheAnswersToWhatWasAskedBefore() throws IOException {
        var good = lines("Host: x\r\n");
        var answer = send(good.replace("PATH", LONG)
                + good.replace("PATH", SHORT)
                + good.replace("PATH", LONG)
                + lines("Host: x\r\nHost: y\r\n").replace("PATH", SHORT)
                + good.replace("PATH", LONG));

        assertThat(answer.lines()
                        .filter(line -> line.contains("HTTP/1.1 "))
                        .map(line -> line.replaceAll(".*HTTP/1.1 (\\d+).*", "$1")))
                .containsExactly("200", "200", "200", "400");
    }

    @Test
    void aBodyThatIsNoChunkEndsTheConnection() throws IOException {
        var answer =
                send(("POST /accounts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + TestService.KEY + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" + HIDDEN));

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(STATUS_LINE.matcher(answer).results()).hasSize(1);
    }

    @Test
    void aBodyThatIsTooLargeIsAProblemAsSoonAsThatIsKnown() throws IOException {
        var head = "POST /accounts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + TestService.KEY + "\r\n";
        var chunk = "1000\r\n" + "x".repeat(4_096) + "\r\n";

        assertThat(sendUntilAnswered(head + "Content-Length: 1100000\r\n\r\n", ""))
                .startsWith("HTTP/1.1 413 ");
        assertThat(sendUntilAnswered(head + "Transfer-Encoding: chunked\r\n\r\n", chunk))
                .startsWith("HTTP/1.1 413 ");
    }

    private static String lines(String headers) {
        return "GET PATH HTTP/1.1\r\nAuthorization: Bearer " + TestService.KEY + "\r\n" + headers + "\r\n";
    }

    /** All that comes until the service hangs up. */
    private static String send(String request) throws IOException {
        try (var socket = new Socket(
                service.weekline.address().getHost(), service.weekline.address().getPort())) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException hungUp) {
                // It need not read to the end what it refuses.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sendUntilAnswered(String head, String more) throws IOException {
        try (var socket = new Socket(
                service.weekline.address().getHost(), service.weekline.address().getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                socket.getOutputStream().write(more.getBytes(StandardCharsets.ISO_8859_1));
                return socket.getInputStream().available() > 0;
            });
            return new String(
                    socket.getInputStream().readNBytes(socket.getInputStream().available()), StandardCharsets.UTF_8);
        }
    }
}
