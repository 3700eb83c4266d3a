package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.SandboxAccount;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of error that Meta is known to tell, through the whole service: what it told when it was asked for the
 * campaigns, how often it was asked for them, what the reader got and what was stored.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ErrorTableTest {

    private static final int LINES = 80;

    private final SandboxAccount[] accounts = IntStream.range(0, LINES)
            .mapToObj(i -> SandboxAccount.of("act_12033000000010" + (10 + i), "line-" + i, "EUR", "Europe/Rome", 2, 4))
            .toArray(SandboxAccount[]::new);
    private final TestService service = TestService.start(
            Map.of("WEEKLINE_META_RETRY_BASE", "1ms", "WEEKLINE_META_HTTP_FIRST_BYTE_DEADLINE", "2s"), accounts);
    private final AtomicInteger line = new AtomicInteger();

    @AfterAll
    void close() {
        service.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # what it is                 | what Meta told                                  | asked | status | problem              | stored
            an HTML page                 | every campaigns call: HTML 404                  | 3     | 503    | upstream-unavailable | no
            an HTML page, once           | first 1 campaigns call: HTML 404                | 2     | 200    |                      | yes
            plain text with 200          | first 1 campaigns call: text 200 "Service Unavailable" | 2 | 200  |                      | yes
            nothing                      | first 1 campaigns call: empty 200               | 2     | 200    |                      | yes
            half an answer               | first 1 campaigns call: broken JSON             | 2     | 200    |                      | yes
            a dropped connection         | first 1 campaigns call: drop                    | 2     | 200    |                      | yes
            a connection that breaks     | first 1 campaigns call: drop after 100B         | 2     | 200    |                      | yes
            1 unknown, once              | first 1 campaigns call: 500/1                   | 2     | 200    |                      | yes
            1 unknown, three times       | first 3 campaigns calls: 500/1                  | 4     | 200    |                      | yes
            1/99 unknown, always         | every campaigns call: 500/1/99                  | 5+    | 503    | upstream-unavailable | no
            1 reduce the amount          | first 1 campaigns call: 500/1 saying "Please reduce the amount of data you're asking for" | 2 | 200 | | yes
            1/2853001 personal account   | every campaigns call: 500/1/2853001             | 1     | 409    | account-blocked      | no
            2 unavailable                | every campaigns call: 503/2                     | 3     | 503    | upstream-unavailable | no
            2 unavailable, twice         | first 2 campaigns calls: 503/2                  | 3     | 200    |                      | yes
            2/1504044 of a job           | first 1 campaigns call: 500/2/1504044           | 2     | 200    |                      | yes
            2/1504038 too large          | first 1 campaigns call: 500/2/1504038           | 2     | 200    |                      | yes
            3 capability                 | every campaigns call: 403/3                     | 1     | 409    | account-blocked      | no
            10 permission                | every campaigns call: 400/10                    | 1     | 409    | account-blocked      | no
            4 limit of the app           | every campaigns call: 403/4                     | 1     | 503    | quota-exhausted      | no
            4/1504022 overload           | every campaigns call: 403/4/1504022             | 1     | 503    | quota-exhausted      | no
            4/1504039 insights of the app| every campaigns call: 403/4/1504039             | 1     | 503    | quota-exhausted      | no
            17 limit of the user         | every campaigns call: 400/17/2446079            | 1     | 503    | quota-exhausted      | no
            32 limit of a page           | every campaigns call: 400/32                    | 1     | 503    | quota-exhausted      | no
            100 bad parameter            | every campaigns call: 400/100                   | 1     | 502    | upstream-unavailable | no
            100 missing permissions      | every campaigns call: 400/100 saying "(#100) Missing permissions" | 1 | 409 | account-blocked | no
            100/33 not visible           | every campaigns call: 400/100/33                | 1     | 409    | account-blocked      | no
            100/1487534 too many rows    | first 1 campaigns call: 400/100/1487534         | 2     | 200    |                      | yes
            100/1487534, by days         | first 3 campaigns calls: 400/100/1487534        | 10    | 200    |                      | yes
            100/1487534, for ever        | every campaigns call: 400/100/1487534           | 8+    | 200    |                      | yes
            100 summary                  | first 1 campaigns call: 400/100 saying "(#100) Cannot include reach in summary param" | 2 | 200 | | yes
            100 a removed field          | campaigns: field reach removed                  | 2     | 200    |                      | yes
            102 session                  | every campaigns call: 400/102                   | 1     | 409    | account-blocked      | no
            104 signature, once          | first 1 campaigns call: 400/104                 | 2     | 200    |                      | yes
            104 signature                | every campaigns call: 400/104                   | 2     | 409    | account-blocked      | no
            105 too many parameters      | every campaigns call: 400/105                   | 1     | 502    | upstream-unavailable | no
            2500 bad syntax              | every campaigns call: 400/2500                  | 1     | 502    | upstream-unavailable | no
            190 token                    | every campaigns call: 400/190                   | 1     | 409    | account-blocked      | no
            190/458 app removed          | every campaigns call: 400/190/458               | 1     | 409    | account-blocked      | no
            190/459 checkpoint           | every campaigns call: 400/190/459               | 1     | 409    | account-blocked      | no
            190/460 password             | every campaigns call: 400/190/460               | 1     | 409    | account-blocked      | no
            190/463 expired              | every campaigns call: 401/190/463               | 1     | 409    | account-blocked      | no
            190/464 unconfirmed          | every campaigns call: 400/190/464               | 1     | 409    | account-blocked      | no
            190/467 invalid              | every campaigns call: 400/190/467               | 1     | 409    | account-blocked      | no
            190/492 role                 | every campaigns call: 400/190/492               | 1     | 409    | account-blocked      | no
            200 not shared               | every campaigns call: 403/200                   | 1     | 409    | account-blocked      | no
            294 not admitted             | every campaigns call: 403/294                   | 1     | 409    | account-blocked      | no
            341 limit of the application | every campaigns call: 400/341                   | 1     | 503    | quota-exhausted      | no
            368 abuse                    | every campaigns call: 400/368                   | 1     | 409    | account-blocked      | no
            500 as a code                | first 1 campaigns call: 400/500                 | 2     | 200    |                      | yes
            HTTP 503 without a code      | first 1 campaigns call: 503                     | 2     | 200    |                      | yes
            613 custom limit             | every campaigns call: 400/613                   | 1     | 503    | quota-exhausted      | no
            613/1487742 of the account   | every campaigns call: 400/613/1487742           | 1     | 503    | quota-exhausted      | no
            613/1996 erratic             | every campaigns call: 400/613/1996              | 1     | 409    | account-blocked      | no
            960 aborted                  | first 1 campaigns call: 400/960                 | 2     | 200    |                      | yes
            2601 not ready               | every campaigns call: 400/2601/1815107          | 1     | 503    | upstream-unavailable | no
            2616 too many rows           | first 1 campaigns call: 400/2616                | 2     | 200    |                      | yes
            2635 dead version            | every campaigns call: 400/2635                  | 1     | 502    | upstream-unavailable | no
            2642 bad cursor              | first 1 campaigns call: 400/2642                | 2     | 200    |                      | yes
            3001 invalid query           | every campaigns call: 400/3001                  | 1     | 502    | upstream-unavailable | no
            3018 beyond 37 months        | every campaigns call: 400/3018                  | 1     | 410    | beyond-retention     | no
            80000 insights               | every campaigns call: 400/80000/2446079         | 1     | 503    | quota-exhausted      | no
            80004 management             | every campaigns call: 400/80004                 | 1     | 503    | quota-exhausted      | no
            80014 another use case       | every campaigns call: 400/80014                 | 1     | 503    | quota-exhausted      | no
            a code nobody knows, once    | first 1 campaigns call: 400/99999               | 2     | 200    |                      | yes
            a code nobody knows          | every campaigns call: 400/99999                 | 2     | 502    | upstream-unavailable | no
            another week                 | every campaigns call: other-week                | 1     | 502    | upstream-unavailable | no
            """)
    void theReaderIsToldWhatItMeansAndNothingHalfIsStored(
            String what, String script, String asked, int status, String problem, String stored) {
        var account = accounts[line.getAndIncrement()];
        // Whatever gate the line before has closed is open again.
        service.time.pass(Duration.ofMinutes(15));
        // Of an account that was asked before, a second repetition is within the budget.
        service.json("/reports/weekly/2025-W38?account=" + account.slug());
        var before = service.sandbox.counters().of(account.id(), "campaign");
        service.sandbox.script(script);

        var answer = service.get("/reports/weekly/2025-W39?account=" + account.slug(), "Prefer", "wait=30");
        service.sandbox.behave();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (problem != null) {
            assertThat(TestService.json(answer).at("/type").asText()).isEqualTo("/problems/" + problem);
            assertThat(answer.body()).doesNotContain(account.accessToken());
        }
        assertTimes(service.sandbox.counters().of(account.id(), "campaign") - before, asked);
        assertThat(service.query("SELECT count(*) FROM weekly_report WHERE week_start = '2025-09-22' AND account_id = '"
                        + account.id() + "'"))
                .containsExactly(stored.equals("yes") ? "1" : "0");
        assertThat(service.query("SELECT count(*) FROM fetch_run WHERE outcome = 'running'"))
                .containsExactly("0");
    }

    private static void assertTimes(long times, String asked) {
        if (asked.endsWith("+")) {
            assertThat(times).isBetween(Long.parseLong(asked.replace("+", "")), 30L);
        } else {
            assertThat(times).isEqualTo(Long.parseLong(asked));
        }
    }
}
