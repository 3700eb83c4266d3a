package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.SandboxAccount;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of error that Meta is known to tell, through the whole service: once when it is asked for the totals, once
 * when it is asked for the campaigns; how often it was asked, what the reader got and what was stored.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ErrorTableTest {

    private static final int LINES = 80;

    private static final String TABLE = """
            # what it is                 | what Meta told                                  | asked | status | problem              | of the section
            an HTML page                 | every {recipe} call: HTML 404                  | 3     | 202    |                      | upstream-unavailable
            an HTML page, once           | first 1 {recipe} call: HTML 404                | 2     | 200    |                      |
            plain text with 200          | first 1 {recipe} call: text 200 "Service Unavailable" | 2 | 200  |                      |
            nothing                      | first 1 {recipe} call: empty 200               | 2     | 200    |                      |
            half an answer               | first 1 {recipe} call: broken JSON             | 2     | 200    |                      |
            a dropped connection         | first 1 {recipe} call: drop                    | 2     | 200    |                      |
            a connection that breaks     | first 1 {recipe} call: drop after 100B         | 2     | 200    |                      |
            1 unknown, once              | first 1 {recipe} call: 500/1                   | 2     | 200    |                      |
            1 unknown, three times       | first 3 {recipe} calls: 500/1                  | 4     | 200    |                      |
            1/99 unknown, always         | every {recipe} call: 500/1/99                  | 5+    | 202    |                      | upstream-unavailable
            1 reduce the amount          | first 1 {recipe} call: 500/1 saying "Please reduce the amount of data you're asking for" | 2 | 200 | |
            1/2853001 personal account   | every {recipe} call: 500/1/2853001             | 1     | 409    | account-blocked      | account-blocked
            2 unavailable                | every {recipe} call: 503/2                     | 3     | 202    |                      | upstream-unavailable
            2 unavailable, twice         | first 2 {recipe} calls: 503/2                  | 3     | 200    |                      |
            2/1504044 of a job           | first 1 {recipe} call: 500/2/1504044           | 2     | 200    |                      |
            2/1504038 too large          | first 1 {recipe} call: 500/2/1504038           | 2     | 200    |                      |
            3 capability                 | every {recipe} call: 403/3                     | 1     | 409    | account-blocked      | account-blocked
            10 permission                | every {recipe} call: 400/10                    | 1     | 409    | account-blocked      | account-blocked
            4 limit of the app           | every {recipe} call: 403/4                     | 1     | 202    |                      | quota-exhausted
            4/1504022 overload           | every {recipe} call: 403/4/1504022             | 1     | 202    |                      | quota-exhausted
            4/1504039 insights of the app| every {recipe} call: 403/4/1504039             | 1     | 202    |                      | quota-exhausted
            17 limit of the user         | every {recipe} call: 400/17/2446079            | 1     | 202    |                      | quota-exhausted
            32 limit of a page           | every {recipe} call: 400/32                    | 1     | 202    |                      | quota-exhausted
            100 bad parameter            | every {recipe} call: 400/100                   | 1     | 502    | upstream-unavailable | upstream-refused
            100 missing permissions      | every {recipe} call: 400/100 saying "(#100) Missing permissions" | 1 | 409 | account-blocked | account-blocked
            100/33 not visible           | every {recipe} call: 400/100/33                | 1     | 409    | account-blocked      | account-blocked
            100/1487534 too many rows    | first 1 {recipe} call: 400/100/1487534         | 2     | 200    |                      |
            100/1487534, by days         | first 3 {recipe} calls: 400/100/1487534        | 10    | 200    |                      |
            100/1487534, for ever        | every {recipe} call: 400/100/1487534           | 8+    | 200    |                      |
            100 summary                  | first 1 {recipe} call: 400/100 saying "(#100) Cannot include reach in summary param" | 2 | 200 | |
            100 a removed field          | {recipe}: field reach removed                  | 2     | 200    |                      |
            102 session                  | every {recipe} call: 400/102                   | 1     | 409    | account-blocked      | account-blocked
            104 signature, once          | first 1 {recipe} call: 400/104                 | 2     | 200    |                      |
            104 signature                | every {recipe} call: 400/104                   | 2     | 409    | account-blocked      | account-blocked
            105 too many parameters      | every {recipe} call: 400/105                   | 1     | 502    | upstream-unavailable | upstream-refused
            2500 bad syntax              | every {recipe} call: 400/2500                  | 1     | 502    | upstream-unavailable | upstream-refused
            190 token                    | every {recipe} call: 400/190                   | 1     | 409    | account-blocked      | account-blocked
            190/458 app removed          | every {recipe} call: 400/190/458               | 1     | 409    | account-blocked      | account-blocked
            190/459 checkpoint           | every {recipe} call: 400/190/459               | 1     | 409    | account-blocked      | account-blocked
            190/460 password             | every {recipe} call: 400/190/460               | 1     | 409    | account-blocked      | account-blocked
            190/463 expired              | every {recipe} call: 401/190/463               | 1     | 409    | account-blocked      | account-blocked
            190/464 unconfirmed          | every {recipe} call: 400/190/464               | 1     | 409    | account-blocked      | account-blocked
            190/467 invalid              | every {recipe} call: 400/190/467               | 1     | 409    | account-blocked      | account-blocked
            190/492 role                 | every {recipe} call: 400/190/492               | 1     | 409    | account-blocked      | account-blocked
            200 not shared               | every {recipe} call: 403/200                   | 1     | 409    | account-blocked      | account-blocked
            294 not admitted             | every {recipe} call: 403/294                   | 1     | 409    | account-blocked      | account-blocked
            341 limit of the application | every {recipe} call: 400/341                   | 1     | 202    |                      | quota-exhausted
            368 abuse                    | every {recipe} call: 400/368                   | 1     | 409    | account-blocked      | account-blocked
            500 as a code                | first 1 {recipe} call: 400/500                 | 2     | 200    |                      |
            HTTP 503 without a code      | first 1 {recipe} call: 503                     | 2     | 200    |                      |
            613 custom limit             | every {recipe} call: 400/613                   | 1     | 202    |                      | quota-exhausted
            613/1487742 of the account   | every {recipe} call: 400/613/1487742           | 1     | 202    |                      | quota-exhausted
            613/1996 erratic             | every {recipe} call: 400/613/1996              | 1     | 409    | account-blocked      | account-blocked
            960 aborted                  | first 1 {recipe} call: 400/960                 | 2     | 200    |                      |
            2601 not ready               | every {recipe} call: 400/2601/1815107          | 1     | 202    |                      | upstream-unavailable
            2616 too many rows           | first 1 {recipe} call: 400/2616                | 2     | 200    |                      |
            2635 dead version            | every {recipe} call: 400/2635                  | 1     | 502    | upstream-unavailable | upstream-refused
            2642 bad cursor              | first 1 {recipe} call: 400/2642                | 2     | 200    |                      |
            3001 invalid query           | every {recipe} call: 400/3001                  | 1     | 502    | upstream-unavailable | upstream-refused
            3018 beyond 37 months        | every {recipe} call: 400/3018                  | 1     | 410    | beyond-retention     | beyond-retention
            80000 insights               | every {recipe} call: 400/80000/2446079         | 1     | 202    |                      | quota-exhausted
            80004 management             | every {recipe} call: 400/80004                 | 1     | 202    |                      | quota-exhausted
            80014 another use case       | every {recipe} call: 400/80014                 | 1     | 202    |                      | quota-exhausted
            a code nobody knows, once    | first 1 {recipe} call: 400/99999               | 2     | 200    |                      |
            a code nobody knows          | every {recipe} call: 400/99999                 | 2     | 502    | upstream-unavailable | upstream-refused
            another week                 | every {recipe} call: other-week                | 1     | 502    | upstream-unavailable | upstream-malformed
            """;

    private final SandboxAccount[] accounts = IntStream.range(0, 2 * LINES)
            .mapToObj(i -> SandboxAccount.of("act_1203300000001" + (100 + i), "line-" + i, "EUR", "Europe/Rome", 2, 4))
            .toArray(SandboxAccount[]::new);
    private final TestService service = TestService.start(
            Map.of("WEEKLINE_META_RETRY_BASE", "1ms", "WEEKLINE_META_HTTP_FIRST_BYTE_DEADLINE", "2s"), accounts);
    private final AtomicInteger line = new AtomicInteger();

    @AfterAll
    void close() {
        service.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void withoutTotalsTheReaderIsToldWhatItMeansAndNothingIsStored(
            String what, String script, String asked, int status, String problem, String reason) {
        var account = accounts[line.getAndIncrement()];

        var answer = read(account, "account", script.replace("{recipe}", "totals"), asked);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (problem != null) {
            assertThat(TestService.json(answer).at("/type").asText()).isEqualTo("/problems/" + problem);
            assertThat(answer.body()).doesNotContain(account.accessToken());
        }
        assertThat(stored(account)).isEqualTo(status == 200);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void aSectionThatFailsLeavesTheOthersStandingAndSaysWhy(
            String what, String script, String asked, int status, String problem, String reason) {
        var account = accounts[line.getAndIncrement()];

        var answer = read(account, "campaign", script.replace("{recipe}", "campaigns"), asked);

        var report = TestService.json(answer);
        // What stops the whole account may do so before the totals are asked.
        if ("quota-exhausted".equals(reason) && answer.statusCode() == 202) {
            assertThat(report.at("/state").asText()).isEqualTo("queued");
            return;
        }
        if ("account-blocked".equals(reason) && answer.statusCode() == 409) {
            assertThat(report.at("/type").asText()).isEqualTo("/problems/account-blocked");
            return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(report.at("/sections/campaigns/status").asText())
                .isEqualTo(reason == null ? "complete" : "unavailable");
        assertThat(report.at("/sections/campaigns/reason").asText("")).isEqualTo(reason == null ? "" : reason);
        if (!"quota-exhausted".equals(reason) && !"account-blocked".equals(reason)) {
            assertThat(report.at("/sections/daily/status").asText()).isEqualTo("complete");
        }
        assertThat(answer.body()).doesNotContain(account.accessToken());
        assertThat(stored(account)).isTrue();
    }

    private HttpResponse<String> read(SandboxAccount account, String kind, String script, String asked) {
        // Whatever gate the line before has closed is open again.
        service.time.pass(Duration.ofMinutes(75));
        // Of an account that was asked before, a second repetition is within the budget.
        service.json("/reports/weekly/2025-W38?account=" + account.slug());
        var before = service.sandbox.counters().of(account.id(), kind);
        service.sandbox.script(script);
        var answer = service.get("/reports/weekly/2025-W39?account=" + account.slug(), "Prefer", "wait=30");
        service.sandbox.behave();
        // What was promised would be fetched in the middle of a later line.
        service.execute("DELETE FROM week_work");
        assertTimes(service.sandbox.counters().of(account.id(), kind) - before, asked);
        assertThat(service.query("SELECT count(*) FROM fetch_run WHERE outcome = 'running'"))
                .containsExactly("0");
        return answer;
    }

    private boolean stored(SandboxAccount account) {
        return service.query("SELECT revision FROM weekly_report WHERE week_start = '2025-09-22' AND account_id = '"
                        + account.id() + "'")
                .equals(List.of("1"));
    }

    private static void assertTimes(long times, String asked) {
        if (asked.endsWith("+")) {
            assertThat(times).isBetween(Long.parseLong(asked.replace("+", "")), 30L);
        } else {
            assertThat(times).isEqualTo(Long.parseLong(asked));
        }
    }
}
