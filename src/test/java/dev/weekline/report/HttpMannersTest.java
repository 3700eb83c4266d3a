package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every caller may rely on, whichever way its answer took. */
class HttpMannersTest {

    private static final String PATH = "/reports/weekly/2025-W39?account=belmonte";
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(Map.of(), TestService.account("belmonte"), TestService.account("hotel-lumen"));
        service.json(PATH);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theShortWayAndTheLongWayGiveTheSameAnswer() {
        var shortWay = service.get(PATH, "X-Request-Id", "same");
        // Another order of parameters is not recognised by the short way.
        var longWay = service.get("/reports/weekly/2025-W39?rows=50&account=belmonte", "X-Request-Id", "same");

        assertThat(longWay.body()).isEqualTo(shortWay.body());
        assertThat(headers(longWay)).isEqualTo(headers(shortWay));
    }

    @Test
    void whoHoldsTheReportIsToldSo() {
        var first = service.get(PATH);
        for (var path : List.of(PATH, "/reports/weekly/2025-W39?rows=50&account=belmonte")) {
            var again = service.get(
                    path, "If-None-Match", first.headers().firstValue("ETag").orElseThrow());

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag"))
                    .isEqualTo(first.headers().firstValue("ETag"));
        }
        assertThat(service.get(PATH, "If-None-Match", "\"another\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void compressedBytesAreTheSameReportUnderAnotherValidator() throws IOException {
        var plain = service.bytes(PATH);
        for (var path : List.of(PATH, "/reports/weekly/2025-W39?rows=50&account=belmonte")) {
            var zipped = service.bytes(path, "Accept-Encoding", "gzip");

            assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(zipped.body().length).isLessThan(plain.body().length / 2);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                    .isEqualTo(plain.body());
            assertThat(zipped.headers().firstValue("ETag"))
                    .isNotEqualTo(plain.headers().firstValue("ETag"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/coverage",
        "/runs/stats",
        "/accounts",
        "/openapi.yaml",
        "/reports/weekly/2025-W39/campaigns?account=belmonte",
        "/reports/weekly?account=belmonte&from=2025-W38&to=2025-W40"
    })
    void listsAndTheContractAreCompressedForWhoTakesThat(String path) throws IOException {
        var zipped = service.bytes(path, "Accept-Encoding", "gzip");

        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .hasSizeGreaterThan(50);
        assertThat(service.bytes(path).headers().firstValue("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/reports/weekly/2025-W39?account=none", "/nothing/here"})
    void errorsAreLeftAsTheyAre(String path) {
        assertThat(service.bytes(path, "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void aFinalWeekMayBeKeptForAYearAndAnOpenOneForAQuarterOfAnHour() {
        assertThat(service.get(PATH).headers().firstValue("Cache-Control"))
                .hasValue("private, max-age=31536000, immutable");
        assertThat(service.get("/reports/weekly/2025-W45?account=belmonte")
                        .headers()
                        .firstValue("Cache-Control"))
                .hasValue("private, max-age=900");
        assertThat(service.get("/reports/weekly/2025-W44?account=belmonte")
                        .headers()
                        .firstValue("Cache-Control"))
                .hasValue("private, max-age=10800");
    }

    @Test
    void headTellsWhatGetWouldTell() {
        var get = service.get(PATH);
        var head = service.send(service.request(PATH)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        var request = "GET %s HTTP/1.1\r\nHost: weekline\r\nX-Request-Id: %s\r\nAuthorization: Bearer "
                + TestService.KEY + "\r\n%s\r\n";
        try (var socket = new java.net.Socket(
                service.weekline.address().getHost(), service.weekline.address().getPort())) {
            var all = request.formatted("/reports/weekly/2025-W39?rows=50&account=belmonte", "one", "")
                    + request.formatted(PATH, "two", "")
                    + request.formatted("/accounts", "three", "")
                    + request.formatted(PATH, "four", "Connection: close\r\n");
            socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers.lines()
                            .filter(line -> line.regionMatches(true, 0, "x-request-id:", 0, 13))
                            .map(line -> line.substring(13).strip()))
                    .containsExactly("one", "two", "three", "four");
        }
    }

    @Test
    void csvIsTheSameRowsAsATable() {
        var json = service.json("/reports/weekly/2025-W39/campaigns?account=belmonte&limit=5");
        var csv = service.get("/reports/weekly/2025-W39/campaigns?account=belmonte&limit=5", "Accept", "text/csv");
        var lines = csv.body().split("\r\n");

        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(lines[0]).startsWith("campaignId,campaignName,objective,buyingType,spend,impressions");
        assertThat(lines).hasSize(6);
        assertThat(lines[1]).startsWith(json.at("/rows/0/campaignId").asText() + ",");
        assertThat(csv.headers().firstValue("Link").orElseThrow())
                .isEqualTo("<" + json.at("/next").asText() + "&format=csv>; rel=\"next\"");
    }

    @Test
    void rowsSortByAnyFigureAndThoseWithoutItComeLast() {
        for (var sort : List.of("-purchases", "ctr", "-roas", "impressions", "-costPerLead")) {
            var figure = sort.replace("-", "");
            var page = service.json("/reports/weekly/2025-W39/campaigns?account=belmonte&limit=1000&sort=" + sort);
            var values = new java.util.ArrayList<java.math.BigDecimal>();
            page.at("/rows")
                    .forEach(row -> values.add(row.has(figure) ? row.get(figure).decimalValue() : null));
            var order = java.util.Comparator.nullsLast(
                    sort.startsWith("-")
                            ? java.util.Comparator.<java.math.BigDecimal>reverseOrder()
                            : java.util.Comparator.<java.math.BigDecimal>naturalOrder());

            assertThat(values).isSortedAccordingTo(order);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /reports/weekly/2025-W53?account=belmonte,              400, invalid-week,     week,    2025-W52
            /reports/weekly/last-week?account=belmonte,             400, invalid-week,     week,    ''
            /reports/weekly/2025-W46?account=belmonte,              404, week-not-started, week,    2025-W45
            /reports/weekly/2022-W40?account=belmonte,              410, beyond-retention, week,    2022-W41
            /reports/weekly/2025-W39?account=nobody,                404, unknown-account,  account, ''
            /reports/weekly/2025-W39,                               400, account-required, account, ''
            /reports/weekly/2025-W39?account=belmonte&include=ads,  400, invalid-request,  include, ''
            /reports/weekly/2025-W39?account=belmonte&rows=501,     400, invalid-request,  rows,    ''
            /reports/weekly/2025-W39?account=belmonte&rows=many,    400, invalid-request,  rows,    ''
            /reports/weekly/2025-W39/ads?account=belmonte,          404, not-found,        section, ''
            /reports/weekly/2025-W39/daily?account=belmonte&limit=0,400, invalid-request,  limit,   ''
            /reports/weekly/2025-W39/daily?account=belmonte&sort=x, 400, invalid-request,  sort,    ''
            /reports/weekly/2025-W39/daily?account=belmonte&cursor=x,400,invalid-request,  cursor,  ''
            /reports/weekly?account=belmonte&from=2025-W53,         400, invalid-week,     from,    2025-W52
            /reports/weekly?account=belmonte&from=2025-W20&to=2025-W10, 400, invalid-request, from, ''
            /accounts/nobody,                                       404, unknown-account,  account, ''
            """)
    void badInputGetsAProblemThatNamesTheField(String path, int status, String type, String field, String nearest) {
        var answer = service.get(path);
        var problem = TestService.json(answer);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(problem.at("/type").asText()).isEqualTo("/problems/" + type);
        assertThat(problem.at("/field").asText()).isEqualTo(field);
        assertThat(problem.at("/nearestWeek").asText()).isEqualTo(nearest);
        assertThat(problem.at("/requestId").asText())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void accountsInDifferentZonesDisagreeAboutTheRunningWeek() {
        // Monday morning in Warsaw, still Sunday in Los Angeles.
        service.time.set(java.time.Instant.parse("2025-11-09T23:30:00Z"));
        try {
            assertThat(service.json("/reports/weekly/2025-W46?account=belmonte")
                            .at("/maturity")
                            .asText())
                    .isEqualTo("open");
            assertThat(service.get("/reports/weekly/2025-W46?account=hotel-lumen")
                            .statusCode())
                    .isEqualTo(404);
        } finally {
            service.time.set(TestService.NOW);
        }
    }

    @Test
    void nobodyGetsInWithoutTheKeyAndHealthAndContractAreOpen() {
        assertThat(service.get(PATH, "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        assertThat(service.get("/reports/weekly/nonsense", "Authorization", "Basic x")
                        .statusCode())
                .isEqualTo(401);
        for (var open : List.of("/health", "/health/liveness", "/health/readiness", "/openapi.yaml")) {
            assertThat(service.get(open, "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(200);
        }
    }

    private static Map<String, List<String>> headers(HttpResponse<?> response) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        headers.remove("Date");
        return headers;
    }
}
