package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.week.IsoWeek;
import java.net.http.HttpResponse;
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
 * What a reader of the running week gets, by what is stored of it, how Meta is, what is left of the quota and what the
 * reader prefers.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DecisionTableTest {

    private static final int LINES = 40;

    private final SandboxAccount[] accounts = IntStream.range(0, LINES)
            .mapToObj(i -> SandboxAccount.of("act_1203300000002" + (100 + i), "row-" + i, "EUR", "Europe/Rome", 2, 4))
            .toArray(SandboxAccount[]::new);
    private final TestService service = TestService.start(Map.of("WEEKLINE_META_RETRY_BASE", "1ms"), accounts);
    private final AtomicInteger line = new AtomicInteger();

    @AfterAll
    void close() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # stored | Meta  | quota  | asked                         | status | Cache-Status        | Meta is asked
            nothing  | works | open   |                               | 200    | meta-missing        | yes
            nothing  | works | open   | Cache-Control: no-cache       | 200    | meta-missing        | yes
            nothing  | works | open   | Cache-Control: only-if-cached | 504    |                     | no
            nothing  | works | open   | Prefer: respond-async         | 202    |                     | yes
            nothing  | works | open   | Prefer: handling=strict       | 200    | meta-missing        | yes
            nothing  | fails | open   |                               | 202    |                     | yes
            nothing  | fails | open   | Cache-Control: only-if-cached | 504    |                     | no
            nothing  | dead  | open   |                               | 409    |                     | yes
            nothing  | works | closed |                               | 202    |                     | no
            nothing  | works | closed | Prefer: respond-async         | 202    |                     | no
            nothing  | works | closed | Cache-Control: only-if-cached | 504    |                     | no
            fresh    | works | open   |                               | 200    | memory-fresh        | no
            fresh    | works | open   | Prefer: respond-async         | 200    | memory-fresh        | no
            fresh    | works | open   | Prefer: handling=strict       | 200    | memory-fresh        | no
            fresh    | works | open   | Cache-Control: only-if-cached | 200    | memory-fresh        | no
            fresh    | works | open   | Cache-Control: no-cache       | 200    | meta-forced         | yes
            fresh    | fails | open   |                               | 200    | memory-fresh        | no
            fresh    | fails | open   | Cache-Control: no-cache       | 200    | database-resting    | yes
            fresh    | dead  | open   | Cache-Control: no-cache       | 200    | database-resting    | yes
            fresh    | works | closed |                               | 200    | memory-fresh        | no
            fresh    | works | closed | Cache-Control: no-cache       | 200    | database-resting    | no
            stale    | works | open   |                               | 200    | memory-refreshing   | yes
            stale    | works | open   | Prefer: respond-async         | 200    | memory-refreshing   | yes
            stale    | works | open   | Cache-Control: only-if-cached | 200    | memory-stale        | no
            stale    | works | open   | Cache-Control: no-cache       | 200    | meta-forced         | yes
            stale    | fails | open   |                               | 200    | memory-refreshing   | yes
            stale    | dead  | open   |                               | 200    | memory-refreshing   | yes
            stale    | works | closed |                               | 200    | memory-refreshing   | no
            failing  | fails | open   |                               | 200    | memory-resting      | no
            failing  | works | open   |                               | 200    | memory-resting      | no
            failing  | works | open   | Cache-Control: only-if-cached | 200    | memory-stale        | no
            failing  | works | open   | Cache-Control: no-cache       | 200    | meta-forced         | yes
            failing  | works | closed | Cache-Control: no-cache       | 200    | database-resting    | no
            """)
    void theDecisionTable(
            String stored, String meta, String quota, String asked, int status, String cacheStatus, String calls) {
        var account = accounts[line.getAndIncrement()];
        var path = "/reports/weekly/" + IsoWeek.running(service.time.instant(), account.zone()) + "?account="
                + account.slug();
        store(stored, path);
        if (quota.equals("closed")) {
            service.sandbox.script("every totals call: 400/80000/2446079");
            service.get("/reports/weekly/2025-W30?account=" + account.slug());
        }
        service.sandbox.behave();
        switch (meta) {
            case "fails" -> service.sandbox.script("every call: 503/2");
            case "dead" -> service.sandbox.script("every call: 400/190");
            default -> {}
        }
        var before = service.sandbox.counters().of(account.id());

        var answer = asked == null ? service.get(path) : service.get(path, asked.split(": "));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(detail(answer)).isEqualTo(cacheStatus == null ? "" : cacheStatus);
        if (calls.equals("yes")) {
            await().until(() -> service.sandbox.counters().of(account.id()) > before);
        } else {
            assertThat(service.sandbox.counters().of(account.id())).isEqualTo(before);
        }
        await().until(() -> service.query("SELECT count(*) FROM fetch_run WHERE outcome = 'running'")
                .contains("0"));
        service.sandbox.behave();
        // What was promised would be fetched in the middle of a later line.
        service.execute("DELETE FROM week_work");
    }

    /** For an open week everything is stale after three hours, however little is left of the quota. */
    private void store(String stored, String path) {
        if (stored.equals("nothing")) {
            return;
        }
        service.json(path);
        service.json(path);
        if (stored.equals("fresh")) {
            return;
        }
        service.time.pass(Duration.ofHours(3));
        if (stored.equals("failing")) {
            service.sandbox.script("every call: 503/2");
            await().until(() -> service.json(path).has("refresh"));
            service.json(path);
        }
    }

    private static String detail(HttpResponse<String> answer) {
        var status = answer.headers().firstValue("Cache-Status").orElse("");
        return status.substring(status.indexOf("detail=") < 0 ? status.length() : status.indexOf("detail=") + 7);
    }
}
