package dev.weekline.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.sandbox.SandboxAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A mixed load on a Meta that fails as it was told to; then what {@code /runs} says is held against what the sandbox
 * was asked and what the quota counted.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RunsTest {

    private static final SandboxAccount BELMONTE = TestService.account("belmonte");
    private static final SandboxAccount LUMEN = TestService.account("hotel-lumen");
    private static final Set<String> CAUSES = Set.of("missing", "stale", "refresh", "backfill", "upkeep");

    private static final long UNITS_OF_WEEK = 14;
    private static final int CALLS_OF_WEEK = 6;

    private final TestService service = TestService.start(
            Map.of("WEEKLINE_META_RETRY_BASE", "1ms", "WEEKLINE_FETCH_REST_AFTER_FAILURE", "1h"), BELMONTE, LUMEN);
    private String keyOfLumen = "";

    @BeforeAll
    void load() {
        keyOfLumen = service.key("operate", "hotel-lumen");
        service.sandbox.counters().reset();
        read("2025-W30", BELMONTE);
        read("2025-W30", LUMEN);
        service.sandbox.script("first 1 totals call of " + BELMONTE.id() + ": 500/2");
        read("2025-W31", BELMONTE);
        service.sandbox.script("placements: 503");
        read("2025-W32", BELMONTE);
        service.sandbox.script("totals: 503");
        read("2025-W33", BELMONTE);
        abandon("2025-W34");
        refresh("2025-W30");
        // The last, since the gate that this closes stays closed.
        service.sandbox.script("totals: 400/17");
        read("2025-W35", BELMONTE);
        service.sandbox.behave();
        service.time.pass(Duration.ofSeconds(1));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void everyStatusIsReachedAndFound() {
        assertThat(weeks("success"))
                .containsExactlyInAnyOrder("2025-W30", "2025-W30", "2025-W30", "2025-W31", "2025-W34");
        assertThat(weeks("partial")).containsExactly("2025-W32");
        assertThat(weeks("failed")).containsExactly("2025-W33");
        assertThat(weeks("abandoned")).containsExactly("2025-W34");
        assertThat(weeks("throttled")).containsExactly("2025-W35");
        assertThat(weeks("running")).isEmpty();
    }

    @Test
    void callsAndUnitsAreThoseThatWereMade() {
        for (var account : List.of(BELMONTE, LUMEN)) {
            // What an abandoned run asked is in nobody's books but Meta's and the quota's.
            var lost = account.equals(BELMONTE) ? CALLS_OF_WEEK : 0;
            assertThat(runs("account=" + account.slug()).stream()
                            .mapToLong(run -> run.get("callCount").asLong())
                            .sum())
                    .isPositive()
                    .isEqualTo(service.sandbox.counters().of(account.id()) - lost);
        }
        var spent = StreamSupport.stream(
                        service.json("/quota").at("/today/spent").spliterator(), false)
                .filter(one -> CAUSES.contains(one.get("cause").asText()))
                .collect(groupingBy(
                        one -> one.get("cause").asText(),
                        summingLong(one -> one.get("units").asLong())));
        var told = runs("").stream()
                .collect(groupingBy(
                        run -> run.get("cause").asText(),
                        summingLong(run -> run.get("units").asLong())));
        assertThat(told.get("refresh")).isPositive().isEqualTo(spent.get("refresh"));
        assertThat(told.getOrDefault("missing", 0L) + UNITS_OF_WEEK).isEqualTo(spent.get("missing"));
    }

    @Test
    void statisticsAddUpToTheRuns() {
        var stats = service.json("/runs/stats");
        var runs = runs("");

        assertThat(stats.get("runs").asInt()).isEqualTo(runs.size());
        assertThat(stats.get("units").asLong()).isEqualTo(sum(runs, "units"));
        assertThat(stats.get("callCount").asLong()).isEqualTo(sum(runs, "callCount"));
        assertThat(stats.get("errorRate").decimalValue()).isEqualByComparingTo("0.222222");
        assertThat(stats.at("/accounts/0/account").asText()).isEqualTo(BELMONTE.id());
        assertThat(stats.at("/accounts/0/throttled").asInt()).isOne();
        assertThat(stats.at("/accounts/1/units").asLong()).isEqualTo(UNITS_OF_WEEK);
        assertThat(stats.at("/accounts/1/duration/p50Ms").isIntegralNumber()).isTrue();
        assertThat(stats.at("/days")).hasSize(1);
        assertThat(stats.at("/days/0/date").asText()).isEqualTo("2025-11-05");
        assertThat(stats.at("/days/0/throttled").asInt()).isOne();
        assertThat(stats.at("/days/0/refusedCalls").asInt()).isOne();
        assertThat(stats.at("/days/0/errors").asInt()).isEqualTo(2);
        assertThat(stats.at("/days/0/causes").findValuesAsText("cause")).containsExactly("missing", "refresh");
        assertThat(stats.at("/sections").findValuesAsText("section"))
                .containsExactlyInAnyOrder("totals", "campaigns", "placements", "demographics", "relevance", "daily");
        assertThat(StreamSupport.stream(stats.at("/sections").spliterator(), false)
                        .mapToLong(section -> section.get("units").asLong())
                        .sum())
                .isEqualTo(sum(runs, "units"));
    }

    @Test
    void aRunTellsEachOfItsCallsAndWhyOneWasRepeated() {
        var run = one("week=2025-W31");
        var calls = run.get("calls");

        assertThat(calls).hasSize(run.get("callCount").asInt());
        assertThat(sum(list(calls), "units")).isEqualTo(run.get("units").asLong());
        assertThat(sum(list(calls), "rowCount")).isEqualTo(run.get("rowCount").asLong());
        assertThat(list(calls)).allSatisfy(call -> {
            assertThat(call.get("fbtrace_id").asText()).isNotEmpty();
            assertThat(call.at("/usageAfter/app").isNumber()).isTrue();
            assertThat(call.at("/usageBefore/app").isNumber()).isTrue();
        });
        var totals = list(calls).stream()
                .filter(call -> call.get("section").asText().equals("totals"))
                .toList();
        assertThat(totals).extracting(call -> call.get("httpStatus").asInt()).containsExactly(500, 200);
        assertThat(totals.get(0).has("retryReason")).isFalse();
        assertThat(totals.get(0).get("outcome").asText()).isEqualTo("transient");
        assertThat(totals.get(1).get("attempt").asInt()).isEqualTo(2);
        assertThat(totals.get(1).get("retryReason").asText()).isEqualTo("transient");
    }

    @Test
    void whatWentWrongIsSaid() {
        assertThat(one("status=throttled").get("detail").asText()).contains("limit of Meta's");
        assertThat(one("status=partial").get("lacking").asInt()).isOne();
        assertThat(list(one("status=failed").get("calls")))
                .filteredOn(call -> call.get("section").asText().equals("totals"))
                .extracting(call -> call.get("httpStatus").asInt())
                .containsOnly(503);
        assertThat(one("status=abandoned").get("calls")).isEmpty();
        assertThat(one("cause=refresh").get("requestId").asText()).isNotEmpty();
    }

    @Test
    void theGateThatALimitClosedIsToldToOperators() {
        var gates = service.json("/health").at("/details/gates");

        assertThat(gates.at("/0/account").asText()).isEqualTo(BELMONTE.id());
        assertThat(gates.at("/0/gate").asText()).isEqualTo("account");
        assertThat(gates.at("/0/stops").asText()).isEqualTo("interactive");
    }

    @Test
    void aListIsReadToItsEndPageByPage() {
        var seen = new ArrayList<String>();
        for (var path = "/runs?limit=2&account=belmonte&cause=missing"; !path.isEmpty(); ) {
            var page = service.json(path);
            page.get("items").forEach(run -> seen.add(run.get("id").asText()));
            path = page.path("next").asText();
        }

        assertThat(seen)
                .doesNotHaveDuplicates()
                .isEqualTo(runs("account=belmonte&cause=missing").stream()
                        .map(run -> run.get("id").asText())
                        .toList());
        assertThat(seen).hasSize(7);
    }

    @Test
    void timesAreHalfOpen() {
        var now = TestService.NOW.toString();

        assertThat(runs("from=" + now)).hasSameSizeAs(runs(""));
        assertThat(runs("to=" + now)).isEmpty();
    }

    @Test
    void runsOfOthersAreUnknown() {
        var mine = runs("", "Authorization", "Bearer " + keyOfLumen);
        var stats = TestService.json(service.get("/runs/stats", "Authorization", "Bearer " + keyOfLumen));

        assertThat(mine).hasSize(1).allMatch(run -> run.get("account").asText().equals(LUMEN.id()));
        assertThat(stats.get("runs").asInt()).isOne();
        assertThat(stats.toString()).doesNotContain(BELMONTE.id());
        assertThat(service.get("/runs?account=belmonte", "Authorization", "Bearer " + keyOfLumen)
                        .statusCode())
                .isEqualTo(404);
        var other = "/runs/" + one("week=2025-W31").get("id").asText();
        assertThat(service.get(other, "Authorization", "Bearer " + keyOfLumen).statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingSecretIsTold() {
        var told = new StringBuilder(service.get("/runs/stats").body());
        runs("").forEach(run ->
                told.append(service.get("/runs/" + run.get("id").asText()).body()));

        assertThat(told).doesNotContain(BELMONTE.accessToken(), LUMEN.accessToken(), TestService.KEY);
    }

    @Test
    void badInputIsNamed() {
        for (var bad : List.of("status=lost", "cause=whim", "week=2025-W60", "from=yesterday", "cursor=x", "limit=0")) {
            var answer = service.get("/runs?" + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(TestService.json(answer).get("field").asText()).isEqualTo(bad.split("=", 2)[0]);
        }
        for (var bad : List.of("from=2025-11-06T00:00:00Z", "from=2024-09-01T00:00:00Z")) {
            var answer = service.get("/runs/stats?" + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(TestService.json(answer).get("field").asText()).isEqualTo("from");
        }
        assertThat(service.get("/runs/nothing").statusCode()).isEqualTo(404);
    }

    private void read(String week, SandboxAccount account) {
        var answer = service.get("/reports/weekly/" + week + "?account=" + account.slug());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
    }

    private void refresh(String week) {
        assertThat(service.get("/reports/weekly/" + week + "?account=belmonte", "Cache-Control", "no-cache")
                        .statusCode())
                .isEqualTo(200);
    }

    /**
     * Its process is taken for dead while Meta is still being asked; then the week is fetched again, as was promised.
     */
    private void abandon(String week) {
        service.sandbox.behave();
        service.sandbox.hold();
        var before = service.sandbox.counters().of(BELMONTE.id());
        assertThat(service.get("/reports/weekly/" + week + "?account=belmonte", "Prefer", "respond-async")
                        .statusCode())
                .isEqualTo(202);
        await().until(() -> service.sandbox.counters().of(BELMONTE.id()) == before + CALLS_OF_WEEK);
        assertThat(weeks("running")).containsExactly(week);
        service.execute("UPDATE fetch_run SET deadline = started_at - interval '1 minute' WHERE outcome = 'running'");
        Objects.requireNonNull(
                service.weekline.context().getBean(Sweep.class).once().block());
        service.sandbox.release();
        await().until(() -> weeks("success").contains(week));
    }

    private List<String> weeks(String status) {
        return runs("status=" + status).stream()
                .map(run -> run.get("week").asText())
                .toList();
    }

    private JsonNode one(String query) {
        var found = runs(query);
        assertThat(found).hasSize(1);
        return service.json("/runs/" + found.getFirst().get("id").asText());
    }

    private List<JsonNode> runs(String query, String... headers) {
        return list(TestService.json(service.get("/runs?limit=200&" + query, headers))
                .get("items"));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static long sum(List<JsonNode> nodes, String field) {
        return nodes.stream().mapToLong(node -> node.get(field).asLong()).sum();
    }
}
