package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.FIGURES;
import static dev.weekline.sandbox.Caller.actions;
import static dev.weekline.sandbox.Caller.figure;
import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettlingTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);

    private final TurnableClock clock = new TurnableClock("2025-09-29T00:00:00Z");
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withLatency(Latency.none()), clock);
    private final Caller caller = new Caller(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    static Stream<SandboxAccount> accounts() {
        return SandboxAccount.defaults().stream();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void aWeekGrowsForFourWeeksAndThenStandsStill(SandboxAccount account) {
        var told = Stream.of(1, 3, 10, 28, 40, 400)
                .map(days -> after(account, Duration.ofDays(days)))
                .toList();

        for (var i = 1; i < told.size(); i++) {
            assertGrows(told.get(i - 1), told.get(i));
        }
        assertThat(purchases(told.getFirst())).isLessThan(purchases(told.get(3)));
        assertThat(told.get(4)).isEqualTo(told.get(3));
        assertThat(told.get(5)).isEqualTo(told.get(3));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void aDayGrowsHourByHourAndIsCorrectedForTwoDays(SandboxAccount account) {
        var today = LocalDate.of(2025, 10, 1);
        var midnight = today.atStartOfDay(account.zone()).toInstant();
        var spent = Stream.of(1, 6, 12, 18, 23, 24, 30, 50, 80, 1000)
                .map(hours -> {
                    clock.turnTo(midnight.plus(Duration.ofHours(hours)));
                    return spend(account, today);
                })
                .toList();

        assertThat(spent).isSorted();
        assertThat(spent.subList(0, 6)).doesNotHaveDuplicates();
        assertThat(spent.subList(6, 9)).doesNotHaveDuplicates();
        assertThat(spent.getLast()).isEqualTo(spent.get(8));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void nothingIsToldOfDaysToCome(SandboxAccount account) {
        clock.turnTo(MONDAY.plusDays(3).atStartOfDay(account.zone()).toInstant().plusSeconds(3600 * 5));
        var days = caller.rows(account, query("fields", FIGURES, "time_range", week(MONDAY), "time_increment", "1"));

        assertThat(days)
                .extracting(day -> day.path("date_start").textValue())
                .containsExactly("2025-09-22", "2025-09-23", "2025-09-24", "2025-09-25");
        assertThat(caller.answer(account, query("time_range", week(MONDAY.plusWeeks(1)))))
                .isEqualTo(Caller.json("{\"data\":[]}"));
    }

    private JsonNode after(SandboxAccount account, Duration age) {
        clock.turnTo(
                MONDAY.plusWeeks(1).atStartOfDay(account.zone()).toInstant().plus(age));
        return caller.rows(account, query("fields", FIGURES, "time_range", week(MONDAY)))
                .getFirst();
    }

    private BigDecimal spend(SandboxAccount account, LocalDate day) {
        var rows = caller.rows(account, query("fields", "spend", "time_range", Caller.range(day, day)));
        return rows.isEmpty() ? BigDecimal.ZERO : figure(rows.getFirst(), "spend");
    }

    private static void assertGrows(JsonNode earlier, JsonNode later) {
        for (var name : List.of("spend", "impressions", "reach", "clicks", "inline_link_clicks")) {
            assertThat(figure(later, name)).as(name).isGreaterThanOrEqualTo(figure(earlier, name));
        }
        for (var name : List.of("actions", "action_values")) {
            var now = actions(later, name);
            actions(earlier, name)
                    .forEach((type, value) -> assertThat(now.get(type)).as(type).isGreaterThanOrEqualTo(value));
        }
    }

    private static BigDecimal purchases(JsonNode row) {
        return actions(row, "actions").getOrDefault("omni_purchase", BigDecimal.ZERO);
    }
}
