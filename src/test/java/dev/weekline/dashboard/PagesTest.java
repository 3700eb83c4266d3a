package dev.weekline.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.report.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files of the pages are sent. */
class PagesTest {

    private static final String CHARTS = "/assets/lib/echarts.min.js";
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | text/html; charset=utf-8",
                "/docs | text/html; charset=utf-8",
                "/assets/docs/docs.js | text/javascript; charset=utf-8",
                "/assets/lib/swagger-ui.css | text/css; charset=utf-8",
                "/assets/icon.svg | image/svg+xml",
                "/assets/lib/echarts.min.js | text/javascript; charset=utf-8",
                "/assets/lib/echarts.LICENSE.txt | text/plain; charset=utf-8"
            })
    void everybodyIsSentThemAsWhatTheyAre(String path, String type) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly(type);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-cache");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Accept-Encoding");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'");
        assertThat(answer.body()).isNotEmpty();
    }

    @Test
    void whoTakesGzipIsSentLessOfTheSame() throws Exception {
        var plain = get(CHARTS);
        var packed = get(CHARTS, "Accept-Encoding", "br, gzip");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        assertThat(unpacked(packed.body())).isEqualTo(plain.body());
        assertThat(etag(packed)).isNotEqualTo(etag(plain));
        assertThat(get(CHARTS, "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", CHARTS})
    void whatIsKeptAndStillRightIsNotSentAgain(String path) throws Exception {
        var etag = etag(get(path));

        for (var kept : new String[] {etag, "W/" + etag, "\"other\", " + etag, "*"}) {
            var answer = get(path, "If-None-Match", kept);
            assertThat(answer.statusCode()).as(kept).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(etag(answer)).isEqualTo(etag);
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-cache");
        }
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", CHARTS})
    void headTellsTheSameWithoutIt(String path) throws Exception {
        var whole = get(path);
        var head = send(HttpRequest.newBuilder(service.weekline.address().resolve(path))
                .method("HEAD", BodyPublishers.noBody())
                .build());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(etag(head)).isEqualTo(etag(whole));
        assertThat(head.headers().firstValue("Content-Length")).hasValue(Integer.toString(whole.body().length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/nothing.js",
                "/assets/",
                "/assets/lib/",
                "/assets/../index.html",
                "/assets/..%2Findex.html",
                "/assets/%2e%2e/%2e%2e/application.yml",
                "/assets//lib/echarts.min.js"
            })
    void whatIsNotThereIsAProblemAndNothingElseIsReached(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isIn(401, 404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void theyAreOneRouteForWhoeverCounts() throws Exception {
        get(CHARTS);
        get("/assets/nothing.js");
        get("/");

        var told = service.get("/prometheus").body();
        assertThat(told)
                .contains("route=\"/assets/{+path}\",status=\"200\"", "route=\"/\",status=\"200\"")
                .doesNotContain("route=\"/assets/lib", "route=\"/assets/nothing");
    }

    /** Whoever the cookie belongs to: a file asks no database. */
    @Test
    void theyAreSentWhileNobodyCanBeRecognized() throws Exception {
        try (var away = TestService.start(Map.of())) {
            away.execute("ALTER TABLE key_session RENAME TO key_session_elsewhere");
            var cookie = "weekline_session=wls_" + "0".repeat(43);
            var page = away.http()
                    .send(
                            HttpRequest.newBuilder(away.weekline.address())
                                    .header("Cookie", cookie)
                                    .build(),
                            BodyHandlers.ofByteArray());

            assertThat(page.statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(service.weekline.address().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return service.http().send(request, BodyHandlers.ofByteArray());
    }

    private static String etag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        }
    }
}
