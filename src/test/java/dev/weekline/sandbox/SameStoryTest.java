package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.FIGURES;
import static dev.weekline.sandbox.Caller.figure;
import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.range;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same account tells the same story everywhere, and it is the story of a business. */
class SameStoryTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);
    private static final List<Map<String, String>> QUESTIONS = Stream.of(
                    query("level", "account"),
                    query("level", "campaign"),
                    query("level", "ad"),
                    query("breakdowns", "publisher_platform,platform_position"),
                    query("breakdowns", "age,gender"),
                    query("time_increment", "1"))
            .map(query -> {
                query.put("fields", FIGURES);
                query.put("time_range", week(MONDAY));
                return query;
            })
            .toList();

    @Test
    void twoSandboxesTellTheSameWhateverTheyWereAskedBefore() {
        try (var one = start("2025-11-20T12:03:00Z");
                var other = start("2025-11-20T12:11:00Z")) {
            for (var account : one.accounts()) {
                var told = QUESTIONS.stream().map(ask(one, account)).toList();
                var toldBackwards =
                        QUESTIONS.reversed().stream().map(ask(other, account)).toList();
                assertThat(toldBackwards.reversed()).isEqualTo(told);
            }
        }
    }

    /** Whoever changes the story on purpose changes these figures with it. */
    @Test
    void theStoryIsTheSameOnEveryMachineAndInEveryVersion() {
        try (var sandbox = start("2025-11-20T12:00:00Z")) {
            assertThat(sandbox.accounts())
                    .extracting(account -> totals(sandbox, account))
                    .containsExactly(
                            List.of("28375.48", "1183473", "312346", "21139", "2.979249"),
                            List.of("1489.51", "215144", "92173", "4759", "4.086149"),
                            List.of("1920736", "2401798", "907996", "43564", "3.449661"));
        }
    }

    @Test
    void blackFridayBeatsTheFridaysAroundIt() {
        try (var sandbox = start("2026-02-01T12:00:00Z")) {
            var shop = sandbox.accounts().getFirst();
            var blackFriday = spend(sandbox, shop, LocalDate.of(2025, 11, 28));
            assertThat(blackFriday)
                    .isGreaterThan(
                            spend(sandbox, shop, LocalDate.of(2025, 11, 14)).multiply(BigDecimal.valueOf(1.5)))
                    .isGreaterThan(
                            spend(sandbox, shop, LocalDate.of(2025, 12, 5)).multiply(BigDecimal.valueOf(1.2)));
        }
    }

    @Test
    void campaignsStartAndStop() {
        try (var sandbox = start("2025-11-20T12:00:00Z")) {
            var shop = sandbox.accounts().getFirst();
            var autumn = campaigns(sandbox, shop, MONDAY);
            var winter = campaigns(sandbox, shop, MONDAY.minusWeeks(35));
            assertThat(autumn).isNotEqualTo(winter).anyMatch(winter::contains);
            assertThat(winter).anyMatch(id -> !autumn.contains(id));
        }
    }

    private static List<String> totals(Sandbox sandbox, SandboxAccount account) {
        var fields = "spend,impressions,reach,clicks,purchase_roas";
        var row = new Caller(sandbox)
                .rows(account, query("fields", fields, "time_range", week(MONDAY)))
                .getFirst();
        return Stream.of("/spend", "/impressions", "/reach", "/clicks", "/purchase_roas/0/value")
                .map(figure -> row.at(figure).textValue())
                .toList();
    }

    private static Sandbox start(String now) {
        return Sandbox.start(SandboxSettings.defaults().withLatency(Latency.none()), new TurnableClock(now));
    }

    private static Function<Map<String, String>, Object> ask(Sandbox sandbox, SandboxAccount account) {
        return query -> new Caller(sandbox).rows(account, query);
    }

    private static BigDecimal spend(Sandbox sandbox, SandboxAccount account, LocalDate day) {
        return figure(
                new Caller(sandbox)
                        .rows(account, query("fields", "spend", "time_range", range(day, day)))
                        .getFirst(),
                "spend");
    }

    private static List<String> campaigns(Sandbox sandbox, SandboxAccount account, LocalDate monday) {
        return new Caller(sandbox)
                .rows(account, query("level", "campaign", "time_range", week(monday))).stream()
                        .map(row -> row.path("campaign_id").textValue())
                        .toList();
    }
}
