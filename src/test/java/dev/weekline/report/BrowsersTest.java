package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers tell browsers, and which pages of other sites may ask. */
class BrowsersTest {

    private static final String PAGE = "https://dashboard.example.com";
    private static final String SHORT = "/reports/weekly/2025-W39?account=belmonte";
    private static TestService closed;
    private static TestService open;

    @BeforeAll
    static void start() {
        closed = TestService.start(Map.of(), TestService.account("belmonte"));
        open = TestService.start(
                Map.of("WEEKLINE_CORS_ORIGINS", PAGE + ", http://localhost:3000"), TestService.account("belmonte"));
        closed.json(SHORT);
        open.json(SHORT);
    }

    @AfterAll
    static void stop() {
        closed.close();
        open.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SHORT,
                SHORT + "&rows=2",
                "/reports/weekly/2025-W39/campaigns?account=belmonte",
                "/accounts",
                "/accounts/nobody",
                "/nowhere",
                "/health",
                "/openapi.yaml",
                "/quota",
                "/prometheus"
            })
    void everyAnswerHasThemAndNoBanner(String path) {
        for (var key : List.of("Bearer " + TestService.KEY, "Bearer wrong")) {
            var headers = closed.get(path, "Authorization", key).headers();

            assertCareful(headers);
            assertThat(headers.firstValue("Cache-Control")).isPresent();
        }
    }

    @Test
    void theyAreOnWhatIsNotModifiedToo() {
        var etag = closed.get(SHORT).headers().firstValue("ETag").orElseThrow();
        var answer = closed.get(SHORT, "If-None-Match", etag);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertCareful(answer.headers());
    }

    @Test
    void whatNobodyWantsKeptIsNotStored() {
        assertThat(closed.get("/accounts").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
        assertThat(closed.get("/nowhere").headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(closed.get(SHORT).headers().allValues("Cache-Control"))
                .containsExactly("private, max-age=31536000, immutable");
    }

    @Test
    void pagesOfOtherSitesAreShutOutUnlessTheyAreNamed() {
        for (var path : List.of(SHORT, "/accounts")) {
            var answer = closed.send(closed.direct(path, "Origin", PAGE).GET().build());
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(preflight(closed, path, PAGE).headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();

            var stranger = open.send(open.direct(path, "Origin", "https://evil.example.com")
                    .GET()
                    .build());
            assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void aPageThatIsNamedMayAskEverything() {
        for (var path : List.of(SHORT, "/accounts")) {
            var before = preflight(open, path, PAGE);
            assertThat(before.statusCode()).isEqualTo(200);
            assertThat(before.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(PAGE);
            assertThat(before.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();

            var answer = open.send(open.direct(path, "Origin", PAGE).GET().build());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(PAGE);
            assertThat(String.join(",", answer.headers().allValues("Access-Control-Expose-Headers")))
                    .contains("ETag", "X-Request-Id");
            assertThat(String.join(",", answer.headers().allValues("Vary"))).contains("Origin");
            assertCareful(answer.headers());
        }
    }

    private static HttpResponse<String> preflight(TestService service, String path, String origin) {
        return service.send(HttpRequest.newBuilder(service.weekline.address().resolve(path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .build());
    }

    private static void assertCareful(HttpHeaders headers) {
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(headers.allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'");
        assertThat(headers.allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
    }
}
