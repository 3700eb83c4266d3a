package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nothing that a caller writes decides where a token is sent. */
class TokensStayHomeTest {

    @Test
    void noParameterHeaderOrBodyMovesTheGraphApi() throws IOException {
        var visits = new AtomicInteger();
        try (var elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var service = TestService.startUnregistered(TestService.account("belmonte"))) {
            Thread.startVirtualThread(() -> count(elsewhere, visits));
            var there = "127.0.0.1:" + elsewhere.getLocalPort();
            var account = TestService.account("belmonte");
            var calls = service.sandbox.counters().total();

            var registered = send(service, there, "POST", "/accounts?base-url=http://" + there, """
                    {"id": "%s", "accessToken": "%s", "slug": "belmonte", "baseUrl": "http://%s",
                     "weekline.meta.base-url": "http://%s"}""".formatted(
                            account.id(), account.accessToken(), there, there));
            var read = send(
                    service,
                    there,
                    "GET",
                    "/reports/weekly/2025-W38?account=belmonte&baseUrl=http://%s&weekline.meta.base-url=http://%s"
                            .formatted(there, there),
                    "");

            assertThat(registered).startsWith("HTTP/1.1 201 ");
            assertThat(read).startsWith("HTTP/1.1 200 ");
            assertThat(service.sandbox.counters().total()).isGreaterThan(calls + 6);
            assertThat(visits).hasValue(0);
        }
    }

    private static String send(TestService service, String there, String method, String path, String body)
            throws IOException {
        var request = method + " " + path + " HTTP/1.1\r\nHost: " + there + "\r\nX-Forwarded-Host: " + there
                + "\r\nForwarded: host=" + there + "\r\nX-Original-URL: http://" + there
                + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nAuthorization: Bearer " + TestService.KEY + "\r\n\r\n" + body;
        try (var socket = new Socket(
                service.weekline.address().getHost(), service.weekline.address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void count(ServerSocket elsewhere, AtomicInteger visits) {
        try {
            while (true) {
                elsewhere.accept().close();
                visits.incrementAndGet();
            }
        } catch (IOException over) {
            // The test is.
        }
    }
}
