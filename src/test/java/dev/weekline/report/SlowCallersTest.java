package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers that send a byte now and then, or nothing at all. */
class SlowCallersTest {

    private static final String KEY = "Authorization: Bearer " + TestService.KEY + "\r\n";
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(
                Map.of(
                        "WEEKLINE_EDGE_HEADERS_DEADLINE", "400ms",
                        "WEEKLINE_EDGE_BODY_DEADLINE", "400ms",
                        "MICRONAUT_SERVER_IDLE_TIMEOUT", "2s"),
                TestService.account("belmonte"));
        service.json("/reports/weekly/2025-W39?account=belmonte");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void headersThatDripAreGivenUp() throws IOException {
        try (var socket = connect()) {
            assertThat(drip(socket, "GET /accounts HTTP/1.1\r\nHost: x\r\nX-A: "))
                    .startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void headersThatDripAfterAnAnswerAreGivenUpToo() throws IOException {
        for (var path : new String[] {"/accounts", "/reports/weekly/2025-W39?account=belmonte"}) {
            try (var socket = connect()) {
                write(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + KEY + "\r\n");
                await().until(() -> socket.getInputStream().available() > 0);
                socket.getInputStream().skipNBytes(socket.getInputStream().available());

                assertThat(drip(socket, "GET /accounts HTTP/1.1\r\nHost: x\r\nX-A: "))
                        .contains("HTTP/1.1 408 ");
            }
        }
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws IOException {
        try (var socket = connect()) {
            var answer = drip(
                    socket,
                    "POST /accounts HTTP/1.1\r\nHost: x\r\n" + KEY
                            + "X-Request-Id: slow\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

            assertThat(answer)
                    .startsWith("HTTP/1.1 408 ")
                    .contains("application/problem+json", "did not arrive within 400 ms");
        }
    }

    @Test
    void aConnectionThatSendsNothingIsClosed() throws IOException {
        try (var socket = connect()) {
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void aRequestThatComesInTwoPiecesInTimeIsAnswered() throws IOException {
        try (var socket = connect()) {
            write(socket, "GET /accounts HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
            write(socket, KEY + "\r\n");

            assertThat(read(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    /** Sends a byte more every few milliseconds until there is an answer. */
    private static String drip(Socket socket, String beginning) throws IOException {
        write(socket, beginning);
        await().atMost(Duration.ofSeconds(8))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    write(socket, "x");
                    return socket.getInputStream().available() > 0;
                });
        return read(socket);
    }

    private static Socket connect() throws IOException {
        var socket = new Socket(
                service.weekline.address().getHost(), service.weekline.address().getPort());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(Socket socket) throws IOException {
        var answer = new java.io.ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (java.net.SocketException reset) {
            // A byte of ours came after it had hung up.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
