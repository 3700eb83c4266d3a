package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.week.IsoWeek;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A thousand weeks, each fetched from a Meta that fails in its own random way, beside the same weeks from one that does
 * not fail. What is stored is true or is not stored; every question ends; nothing that is told holds a token.
 * {@code -Dfailures.seed=…} begins elsewhere, {@code -Dfailures.weeks=…} takes more or fewer.
 */
@Timeout(1_200)
class RandomFailuresTest {

    private static final int AT_ONCE = 50;
    private static final int WEEKS = Integer.getInteger("failures.weeks", 1_000);
    private static final long FIRST_SEED = Long.getLong("failures.seed", 1);
    private static final IsoWeek FIRST_WEEK = IsoWeek.parse("2024-W41");
    private static final int MOST_WEEKS = 50;

    private static final Map<String, String> SETTINGS = Map.of(
            "WEEKLINE_META_RETRY_BASE", "1ms",
            "WEEKLINE_META_HTTP_FIRST_BYTE_DEADLINE", "400ms",
            "WEEKLINE_META_HTTP_CALL_DEADLINE", "800ms",
            "WEEKLINE_META_HTTP_BODY_LIMIT", "2MB",
            "WEEKLINE_META_HTTP_CONNECTIONS", "200",
            "WEEKLINE_FETCH_AT_ONCE", "50",
            "WEEKLINE_FETCH_DEADLINE", "25s");

    private final SandboxAccount[] accounts =
            IntStream.range(0, AT_ONCE).mapToObj(RandomFailuresTest::account).toArray(SandboxAccount[]::new);

    private int stored;
    private int given;

    @Test
    void nothingWrongIsStoredNothingHangsAndNothingLeaks() throws InterruptedException, ExecutionException {
        try (var truth = TestService.start(Map.of("WEEKLINE_FETCH_AT_ONCE", "50"), accounts);
                var service = TestService.start(SETTINGS, accounts);
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done = 0; done < WEEKS; done += AT_ONCE) {
                var round = done / AT_ONCE;
                var week = FIRST_WEEK.plus(round % MOST_WEEKS);
                script(service, FIRST_SEED + done);
                var answers = readAll(readers, service, week);
                service.sandbox.behave();
                await().atMost(Duration.ofSeconds(40)).until(() -> nothingRuns(service));
                // With so many at once some are promised; all are told in the end.
                await().atMost(Duration.ofSeconds(60))
                        .until(() ->
                                readAll(readers, truth, week).stream().allMatch(answer -> answer.statusCode() == 200));
                var truths = readAll(readers, truth, week);
                for (var i = 0; i < AT_ONCE; i++) {
                    check(FIRST_SEED + done + i, answers.get(i), truths.get(i), service, accounts[i], week);
                }
                // What was learned of a Meta that lies would make the rounds after this one all alike.
                service.execute("TRUNCATE recipe_lesson, report_run");
                // What was promised would be fetched in the middle of a later round.
                service.execute("DELETE FROM week_work");
                service.time.pass(Duration.ofHours(2));
                truth.time.pass(Duration.ofHours(2));
            }
            assertThat(service.query("SELECT count(*) FROM insight_part JOIN fetch_run USING (account_id, run_id)"
                            + " WHERE outcome IN ('stored', 'unchanged')"))
                    .containsExactly("0");
        }
        // Neither everything fails nor nothing, or this would show little.
        assertThat(stored).isGreaterThan(WEEKS / 10);
        assertThat(given).isGreaterThan(WEEKS / 10);
    }

    private void script(TestService service, long seed) {
        var scripts = new ArrayList<String>();
        for (var i = 0; i < AT_ONCE; i++) {
            scripts.addAll(RandomScripts.of(seed + i, accounts[i].id()));
        }
        service.sandbox.script(scripts.toArray(String[]::new));
    }

    private List<HttpResponse<String>> readAll(ExecutorService readers, TestService service, IsoWeek week)
            throws InterruptedException, ExecutionException {
        var questions = new ArrayList<Callable<HttpResponse<String>>>();
        for (var account : accounts) {
            questions.add(() -> service.get(
                    "/reports/weekly/" + week + "?account=" + account.slug() + "&rows=50", "Prefer", "wait=30"));
        }
        var answers = new ArrayList<HttpResponse<String>>();
        for (Future<HttpResponse<String>> answer : readers.invokeAll(questions)) {
            answers.add(answer.get());
        }
        return answers;
    }

    private void check(
            long seed,
            HttpResponse<String> answer,
            HttpResponse<String> truth,
            TestService service,
            SandboxAccount account,
            IsoWeek week) {
        var what = "seed " + seed + ", " + account.slug() + " " + week + ", " + RandomScripts.of(seed, account.id());
        assertThat(truth.statusCode()).as(truth.body()).isEqualTo(200);
        assertThat(answer.body()).as(what).doesNotContain(account.accessToken());
        var kept = service.query("SELECT revision FROM weekly_report WHERE account_id = '%s' AND week_start = '%s'"
                .formatted(account.id(), week.monday()));
        try {
            if (answer.statusCode() == 200) {
                stored++;
                assertThat(kept).hasSize(1);
                Honesty.assertHonest(TestService.json(answer), TestService.json(truth));
                if (!TestService.json(answer).findValuesAsText("status").stream()
                        .allMatch("complete"::equals)) {
                    given++;
                }
            } else if (answer.statusCode() == 202) {
                given++;
                assertThat(problem(answer).at("/state").asText()).isIn("queued", "running");
                assertThat(answer.headers().firstValue("Location")).isPresent();
                if (!kept.isEmpty()) {
                    // The promise was kept meanwhile.
                    Honesty.assertHonest(
                            service.json("/reports/weekly/" + week + "?account=" + account.slug() + "&rows=50"),
                            TestService.json(truth));
                }
            } else {
                given++;
                assertThat(answer.statusCode()).as(answer.body()).isIn(409, 410, 502);
                assertThat(problem(answer).at("/detail").asText()).isNotBlank();
                assertThat(kept).isEmpty();
            }
        } catch (AssertionError | RuntimeException wrong) {
            throw new AssertionError(what + "\n" + answer.body(), wrong);
        }
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        return TestService.json(answer);
    }

    private static boolean nothingRuns(TestService service) {
        return service.query("SELECT count(*) FROM fetch_run WHERE outcome = 'running'")
                .equals(List.of("0"));
    }

    /** Most are small; one has more ads than fit on a page. */
    private static SandboxAccount account(int number) {
        return SandboxAccount.of(
                "act_12033000000020" + (10 + number),
                "random-" + number,
                "EUR",
                "Europe/Rome",
                3,
                number == 0 ? 700 : 8);
    }
}
