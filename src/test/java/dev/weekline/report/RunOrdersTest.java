package dev.weekline.report;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.sandbox.SandboxAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs by what they took and cost, many of them alike, as somebody reads them page by page. */
@TestInstance(Lifecycle.PER_CLASS)
class RunOrdersTest {

    private static final SandboxAccount BELMONTE = TestService.account("belmonte");
    private static final SandboxAccount LUMEN = TestService.account("hotel-lumen");

    private static final int RUNS = 90;
    private static final Duration APART = Duration.ofHours(7);
    private static final Instant A_WEEK_AGO = TestService.NOW.minus(Duration.ofDays(7));

    private static final Comparator<Told> NEWEST =
            comparing(Told::startedAt).thenComparing(run -> run.id().toString()).reversed();
    private static final Map<String, Comparator<Told>> ORDERS = Map.of(
            "newest",
            NEWEST,
            "slowest",
            comparing((Told run) -> run.durationMs().orElseThrow()).reversed().thenComparing(NEWEST),
            "costliest",
            comparing(Told::units).reversed().thenComparing(NEWEST));

    /** Three begin at once, in a microsecond between two milliseconds; every tenth is under way. */
    private final List<Told> made = IntStream.range(0, RUNS)
            .mapToObj(n -> new Told(
                    UUID.randomUUID(),
                    n % 2 == 0 ? BELMONTE.id() : LUMEN.id(),
                    n % 3 == 0 ? "stale" : "backfill",
                    n % 10 == 9 ? "running" : n % 5 == 0 ? "failed" : "stored",
                    TestService.NOW.minus(APART.multipliedBy(n / 3)).minusNanos(1_000L * (n % 2)),
                    n % 10 == 9 ? Optional.empty() : Optional.of(1_000L + n * 7 % 6),
                    n % 10 == 9 ? 0 : 1 + n * 5 % 4))
            .toList();

    private final TestService service = TestService.start(BELMONTE, LUMEN);
    private String keyOfLumen = "";

    @BeforeAll
    void load() {
        keyOfLumen = service.key("read", "hotel-lumen");
        service.execute("""
                INSERT INTO fetch_run (account_id, run_id, week_start, cause, started_at, deadline, finished_at, outcome,
                    units)
                VALUES\s""" + made.stream().map(Told::row).collect(Collectors.joining(",\n")));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "slowest", "costliest"})
    void everyOrderIsReadToItsEndWithNoneTwiceAndNoneMissed(String order) {
        assertThat(walk("order=" + order)).isEqualTo(expected(order, _ -> true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "slowest", "costliest"})
    void everyOrderTakesAllFilters(String order) {
        assertThat(walk("order=" + order + "&account=belmonte"))
                .isEqualTo(expected(order, run -> run.account().equals(BELMONTE.id())));
        assertThat(walk("order=" + order + "&cause=stale&status=failed"))
                .isEqualTo(expected(
                        order,
                        run -> run.cause().equals("stale") && run.outcome().equals("failed")));
        assertThat(walk("order=" + order + "&from=" + A_WEEK_AGO + "&to=" + TestService.NOW))
                .isEqualTo(expected(
                        order,
                        run -> !run.startedAt().isBefore(A_WEEK_AGO)
                                && run.startedAt().isBefore(TestService.NOW)));
        assertThat(walk("order=" + order + "&week=2025-W39")).isEqualTo(expected(order, _ -> true));
        assertThat(walk("order=" + order + "&week=2025-W40")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "slowest", "costliest"})
    void runsOfOthersHaveNoPlace(String order) {
        var mine = expected(order, run -> run.account().equals(LUMEN.id()));

        assertThat(walk("order=" + order, "Authorization", "Bearer " + keyOfLumen))
                .isEqualTo(mine);
        // The place of a run of another account is a place like any other, and shows nothing of it.
        var place = service.json("/runs?limit=1&order=" + order + "&account=belmonte");
        var cursor = place.get("next").asText().replaceAll(".*[?&]cursor=([^&]*).*", "$1");
        assertThat(ids(TestService.json(service.get(
                        "/runs?order=" + order + "&cursor=" + cursor, "Authorization", "Bearer " + keyOfLumen))))
                .isNotEmpty()
                .isSubsetOf(mine);
    }

    @Test
    void theNewestComeFirstUnlessSomethingElseIsSaid() {
        assertThat(ids(service.json("/runs?limit=200"))).isEqualTo(expected("newest", _ -> true));
    }

    @Test
    void whatIsUnderWayIsNotAmongTheSlowestAndHasCostNothingYet() {
        assertThat(ids(service.json("/runs?order=slowest&status=running"))).isEmpty();
        assertThat(service.json("/runs?order=costliest&limit=200").get("items"))
                .hasSize(RUNS)
                .last()
                .satisfies(run -> assertThat(run.get("status").asText()).isEqualTo("running"));
    }

    @Test
    void aPlaceOfOneOrderIsRefusedByTheOthers() {
        for (var order : ORDERS.keySet()) {
            var next = service.json("/runs?limit=1&order=" + order).get("next").asText();
            for (var other : ORDERS.keySet()) {
                var answer = service.get(next.replace("order=" + order, "order=" + other));
                assertThat(answer.statusCode()).isEqualTo(order.equals(other) ? 200 : 400);
                assertThat(TestService.json(answer).path("field").asText())
                        .isEqualTo(order.equals(other) ? "" : "cursor");
            }
        }
    }

    @Test
    void anUnknownOrderIsNamedWithThoseThatThereAre() {
        for (var word : List.of("oldest", "Slowest", "", "duration_ms")) {
            var answer = service.get("/runs?order=" + word);
            assertThat(answer.statusCode()).as(word).isEqualTo(400);
            assertThat(TestService.json(answer).get("field").asText()).isEqualTo("order");
            assertThat(TestService.json(answer).get("detail").asText())
                    .isEqualTo("order is one of newest, slowest, costliest");
        }
    }

    private List<String> expected(String order, Predicate<Told> which) {
        return made.stream()
                .filter(which)
                .filter(run -> !order.equals("slowest") || run.durationMs().isPresent())
                .sorted(ORDERS.get(order))
                .map(run -> run.id().toString())
                .toList();
    }

    private List<String> walk(String query, String... headers) {
        var seen = new ArrayList<String>();
        for (var path = "/runs?limit=7&" + query; !path.isEmpty(); ) {
            var page = TestService.json(service.get(path, headers));
            seen.addAll(ids(page));
            path = page.path("next").asText();
        }
        return seen;
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").findValuesAsText("id");
    }

    private record Told(
            UUID id,
            String account,
            String cause,
            String outcome,
            Instant startedAt,
            Optional<Long> durationMs,
            long units) {

        String row() {
            return "('%s', '%s', '2025-09-22', '%s', '%s', '2099-01-01Z', %s, '%s', %d)"
                    .formatted(
                            account,
                            id,
                            cause,
                            startedAt,
                            durationMs
                                    .map(took -> "'" + startedAt.plusMillis(took) + "'")
                                    .orElse("NULL"),
                            outcome,
                            units);
        }
    }
}
