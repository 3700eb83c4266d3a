package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.sandbox.Failure.GraphFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);

    private final TurnableClock clock = new TurnableClock("2025-11-20T12:00:00Z");
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withLatency(Latency.none()), clock);
    private final Caller caller = new Caller(sandbox);
    private final SandboxAccount account = sandbox.accounts().getFirst();
    private final SandboxAccount other = sandbox.accounts().getLast();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aScriptStrikesItsSectionAndNoOther() {
        sandbox.script("placements: 400/100/1487534");

        assertThat(ask("breakdowns", "publisher_platform,platform_position").statusCode())
                .isEqualTo(400);
        assertThat(ask("breakdowns", "publisher_platform").statusCode()).isEqualTo(400);
        assertThat(ask("breakdowns", "age").statusCode()).isEqualTo(200);
        assertThat(ask("level", "campaign").statusCode()).isEqualTo(200);
    }

    @Test
    void aScriptStrikesItsAccountAndNoOther() {
        sandbox.script("calls of " + account.id() + ": 503");

        assertThat(ask().statusCode()).isEqualTo(503);
        assertThat(caller.send(caller.insights(other, query())).statusCode()).isEqualTo(200);
    }

    @Test
    void aScriptStrikesItsPageAndNoOther() {
        sandbox.script("campaigns page 2: HTML");
        var query = query("level", "campaign", "limit", "5", "time_range", week(MONDAY));
        var first = caller.answer(account, query);
        query.put("after", first.at("/paging/cursors/after").asText());

        var second = caller.send(caller.insights(account, query));
        assertThat(second.statusCode()).isEqualTo(404);
        assertThat(second.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
        assertThat(second.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void theNodeIsASectionToo() {
        sandbox.script("node: 400/190/463");
        var node = caller.send(caller.request("/v26.0/" + account.id(), query())
                .header("Authorization", "Bearer " + account.accessToken())
                .build());

        assertThat(Caller.json(node).at("/error/error_subcode").intValue()).isEqualTo(463);
        assertThat(node.headers().firstValue("www-authenticate").orElseThrow())
                .startsWith("OAuth \"Facebook Platform\"");
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    void newScriptsCountAnew() {
        sandbox.script("first 2 calls: 503");
        assertThat(statuses(3)).containsExactly(503, 503, 200);
        sandbox.script("first 1 call: 503");

        assertThat(statuses(2)).containsExactly(503, 200);
    }

    @Test
    void everyScriptCountsItsOwnCalls() {
        sandbox.script("every 2nd call: 503", "every 3rd call: 500");

        assertThat(statuses(6)).containsExactly(200, 503, 500, 503, 200, 503);
    }

    @Test
    void aSandboxThatIsToldToBehaveFailsNoMore() {
        sandbox.script("every call: 503");
        sandbox.behave();

        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(sandbox.scripts()).isEmpty();
    }

    @Test
    void scriptsThatCannotBeReadChangeNothing() {
        sandbox.script("every call: 503");

        assertThatThrownBy(() -> sandbox.script("every call: 500", "nonsense"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(sandbox.scripts()).hasToString("[every call: 503]");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "500/1, OAuthException, -, Please reduce the amount of data you're asking for",
                "500/1/99, OAuthException, -, An unknown error occurred",
                "503/2, OAuthException, true, (#2) Service temporarily unavailable",
                "400/4, OAuthException, true, (#4) Application request limit reached",
                "400/17, OAuthException, true, (#17) User request limit reached",
                "400/100/33, GraphMethodException, -, Unsupported get request.",
                "400/190/460, OAuthException, -, Error validating access token: The session has been invalidated",
                "403/200, OAuthException, -, (#200) Ad account owner has NOT grant",
                "400/613, OAuthException, -, (#613) Calls to this api have exceeded the rate limit.",
                "400/2601/1815107, OAuthException, true, Error accessing adreport job.",
                "400/80004, OAuthException, -, (#80004) There have been too many calls",
                "400/4711, OAuthException, -, (#4711) An unknown error occurred",
            })
    void anErrorIsWordedAsMetaWordsIt(String codes, String type, String isTransient, String message) {
        sandbox.script("every call: " + codes);
        var answer = ask();
        var error = Caller.json(answer).path("error");
        var parts = codes.split("/", -1);

        assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(parts[0]));
        assertThat(error.path("code").intValue()).isEqualTo(Integer.parseInt(parts[1]));
        assertThat(error.has("error_subcode")).isEqualTo(parts.length == 3);
        assertThat(error.path("type").textValue()).isEqualTo(type);
        assertThat(error.path("message").textValue()).startsWith(message);
        assertThat(error.has("is_transient")).isEqualTo(isTransient != null);
        assertThat(answer.headers().firstValue("x-fb-trace-id"))
                .hasValue(error.path("fbtrace_id").textValue());
    }

    @Test
    void anErrorMaySayAnything() {
        sandbox.script(new FailureScript(
                Which.any(),
                GraphFault.of(200, 1)
                        .saying("Ω, \"quoted\"")
                        .passing(true)
                        .with("x-app-usage", "{\"call_count\":99}")));
        var answer = ask();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Caller.json(answer).at("/error/message").textValue()).isEqualTo("Ω, \"quoted\"");
        assertThat(Caller.json(answer).at("/error/is_transient").booleanValue()).isTrue();
        assertThat(answer.headers().firstValue("x-app-usage")).hasValue("{\"call_count\":99}");
    }

    @Test
    void anErrorWithoutACodeHasAMessageOnly() {
        sandbox.script("every call: 503");

        assertThat(ask().body()).isEqualTo("{\"error\":{\"message\":\"Call was not successful\"}}");
    }

    @Test
    void textCanComeWithAnyStatus() {
        sandbox.script("every call: text 200 \"Service Unavailable\"");

        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(ask().body()).isEqualTo("Service Unavailable");
    }

    @Test
    void anAnswerCanBeEmpty() {
        sandbox.script("every call: empty 200");

        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(ask().body()).isEmpty();
    }

    @Test
    void brokenJsonIsToldAsIfItWereWhole() {
        var whole = ask().body();
        sandbox.script("every call: broken JSON");
        var half = ask();

        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(half.body()).isEqualTo(whole.substring(0, whole.length() / 2));
        assertThatThrownBy(() -> Caller.json(half)).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @CsvSource({"drop", "drop after 10B", "drop after 200MB"})
    void aDroppedConnectionIsAnErrorToTheCaller(String failure) {
        sandbox.script("first 5 calls: " + failure);

        assertThatThrownBy(this::ask).isInstanceOf(UncheckedIOException.class);
        sandbox.behave();
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    void aCallHangsUntilItIsReleasedAndTheNextOneHangsAgain() {
        sandbox.script("every call: hang");
        for (var call = 1; call <= 2; call++) {
            var hanging = caller.sendAsync(caller.insights(account, query()));
            var calls = call;
            await().until(() -> sandbox.counters().total() == calls);

            assertThat(hanging).isNotDone();
            sandbox.release();
            assertThat(hanging.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aCallHangsNoLongerThanTheSandboxLives() {
        sandbox.script("every call: hang");
        var hanging = caller.sendAsync(caller.insights(account, query()));
        await().until(() -> sandbox.counters().total() == 1);
        sandbox.close();

        assertThat(hanging.handle((_, failure) -> failure != null).join()).isTrue();
    }

    @Test
    void anEndlessBodyGoesOnUntilTheCallerLeaves() throws IOException, InterruptedException {
        sandbox.script("every call: endless body");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(caller.insights(account, query()), BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                assertThat(new String(body.readNBytes(9))).isEqualTo("{\"data\":[");
                assertThat(new String(body.readNBytes(20))).isBlank();
            }
        }
        sandbox.behave();
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    void aGzipBombIsSmallOnTheWireAndLargeUnpacked() throws IOException, InterruptedException {
        sandbox.script("every call: gzip bomb 20MB");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(caller.insights(account, query()), BodyHandlers.ofInputStream());
            var packed = answer.body().readAllBytes();
            var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();

            assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
            assertThat(packed).hasSizeLessThan(100_000);
            assertThat(unpacked).hasSize(20_000_000);
        }
    }

    @Test
    void aHugeBodyIsAsLargeAsItSays() {
        sandbox.script("every call: huge body 5MB");

        assertThat(ask().body()).hasSize(5_000_000);
        assertThat(Caller.json(ask()).path("data")).isEmpty();
    }

    @Test
    void delaysAddUp() {
        sandbox.script("every call: delay 1ms", "the 1st call: delay 24h");
        var delayed = caller.sendAsync(caller.insights(account, query()));
        await().until(() -> sandbox.counters().total() == 1);

        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(delayed).isNotDone();
        sandbox.close();
        assertThat(delayed.handle((_, failure) -> failure != null).join()).isTrue();
    }

    @Test
    void anAnswerCanNameAnotherVersion() {
        sandbox.script("every call: version v25.0");

        assertThat(ask().headers().firstValue("facebook-api-version")).hasValue("v25.0");
    }

    @Test
    void aRemovedFieldIsMissedByThoseWhoAskForIt() {
        sandbox.script("every call: field reach removed");

        assertThat(caller.error(account, query("fields", "spend,reach"))
                        .path("message")
                        .textValue())
                .isEqualTo("(#100) Tried accessing nonexisting field (reach) on node type (AdsInsights)");
        assertThat(ask("fields", "spend").statusCode()).isEqualTo(200);
    }

    @Test
    void aRemovedBreakdownIsNamed() {
        sandbox.script("every call: breakdown gender removed");

        assertThat(caller.error(account, query("breakdowns", "age,gender"))
                        .path("message")
                        .textValue())
                .startsWith("(#100)")
                .contains("gender");
        assertThat(ask("breakdowns", "age").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageCanHoldAnotherWeek() {
        var right = rows();
        sandbox.script("campaigns: other-week");

        assertThat(rows()).hasSameSizeAs(right).allSatisfy(row -> {
            assertThat(row.path("date_start").textValue()).isEqualTo("2025-09-15");
            assertThat(row.path("date_stop").textValue()).isEqualTo("2025-09-21");
        });
    }

    @Test
    void aPageCanHoldEveryRowTwice() {
        var right = rows();
        sandbox.script("campaigns: duplicate-rows");
        var twice = rows();

        assertThat(twice).hasSize(2 * right.size());
        assertThat(twice.stream().distinct()).containsExactlyElementsOf(right);
    }

    @Test
    void anEmptyPageIsNotTheLast() {
        var right = rows();
        sandbox.script("first campaigns call: empty-page");
        var query = query("level", "campaign", "time_range", week(MONDAY));
        var first = caller.answer(account, query);

        assertThat(first.path("data")).isEmpty();
        assertThat(first.at("/paging/next").isTextual()).isTrue();
        query.put("after", first.at("/paging/cursors/after").textValue());
        assertThat(caller.rows(account, query)).isEqualTo(right);
    }

    @Test
    void shortPagesLoseNothing() {
        var right = rows();
        sandbox.script("campaigns: short-page");

        assertThat(rows()).isEqualTo(right);
        assertThat(sandbox.counters().of(account.id(), Section.CAMPAIGNS)).isGreaterThan(2);
    }

    @Test
    void aPageCanRepeatTheLastRowOfTheOneBefore() {
        sandbox.script("campaigns page 2: repeats-last-row");
        var query = query("level", "campaign", "limit", "5", "time_range", week(MONDAY));
        var first = caller.answer(account, query);
        query.put("after", first.at("/paging/cursors/after").textValue());

        assertThat(caller.answer(account, query).at("/data/0")).isEqualTo(first.at("/data/4"));
    }

    @Test
    void aRowCanLackItsBreakdown() {
        sandbox.script("demographics: drops-breakdown-key");

        assertThat(caller.rows(account, query("breakdowns", "age,gender", "time_range", week(MONDAY))))
                .anyMatch(row -> !row.has("gender"))
                .anyMatch(row -> row.has("gender"));
    }

    @Test
    void theFateOfAReportRunIsScripted() {
        sandbox.script("the 1st report-run call: run skipped");
        var skipped = startRun();
        var good = startRun();
        clock.turnBy(Duration.ofHours(2));

        assertThat(run(skipped).path("async_status").textValue()).isEqualTo("Job Skipped");
        assertThat(run(good).path("async_status").textValue()).isEqualTo("Job Completed");
        assertThat(sandbox.counters().of(account.id(), Section.REPORT_RUN)).isEqualTo(2);
        assertThat(sandbox.counters().of(account.id(), Section.REPORT_RUN_STATUS))
                .isEqualTo(2);
    }

    @Test
    void everyEdgeHasItsSection() {
        sandbox.script(
                "accounts: 400/17", "debug-token: 400/190", "report-run: 400/100/1487534", "report-run-rows: HTML");
        var run = "/v26.0/120330000000000001";

        assertThat(get("/v26.0/me/adaccounts")).isEqualTo(400);
        assertThat(get("/v26.0/debug_token")).isEqualTo(400);
        assertThat(get(run + "/insights")).isEqualTo(404);
        assertThat(post().statusCode()).isEqualTo(400);
        assertThat(get("/v26.0/me")).isEqualTo(200);
    }

    @Test
    void callsAreCountedBySectionAndPage() {
        ask();
        ask("level", "campaign");
        ask("level", "ad", "time_increment", "1");
        ask("level", "ad");
        ask("level", "shoe");
        var counters = sandbox.counters();

        assertThat(counters.of(account.id(), Section.TOTALS)).isOne();
        assertThat(counters.of(account.id(), Section.CAMPAIGNS, 1)).isOne();
        assertThat(counters.of(account.id(), Section.CAMPAIGNS, 2)).isZero();
        assertThat(counters.of(account.id(), Section.DAILY)).isOne();
        assertThat(counters.of(account.id(), Section.RELEVANCE)).isOne();
        assertThat(counters.of(account.id(), Section.OTHER)).isOne();
        assertThat(counters.sections()).hasSize(5);
        counters.reset();
        assertThat(counters.sections()).isEmpty();
    }

    private List<JsonNode> rows() {
        return caller.rows(account, query("level", "campaign", "time_range", week(MONDAY)));
    }

    private List<Integer> statuses(int calls) {
        return IntStream.range(0, calls).mapToObj(_ -> ask().statusCode()).toList();
    }

    private HttpResponse<String> ask(String... namesAndValues) {
        return caller.send(caller.insights(account, new TreeMap<>(query(namesAndValues))));
    }

    private int get(String path) {
        return caller.send(caller.request(path, query())
                        .header("Authorization", "Bearer " + account.accessToken())
                        .build())
                .statusCode();
    }

    private HttpResponse<String> post() {
        return caller.send(caller.request("/v26.0/" + account.id() + "/insights", query("level", "campaign"))
                .header("Authorization", "Bearer " + account.accessToken())
                .POST(BodyPublishers.noBody())
                .build());
    }

    private String startRun() {
        return Caller.json(post()).path("report_run_id").asText();
    }

    private JsonNode run(String id) {
        return Caller.json(caller.send(caller.request("/v26.0/" + id, query())
                .header("Authorization", "Bearer " + account.accessToken())
                .build()));
    }
}
