package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.range;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZonesTest {

    private static final SandboxAccount AUCKLAND =
            SandboxAccount.of("act_9000000000000004", "auckland", "NZD", "Pacific/Auckland", 3, 9);
    private static final SandboxAccount LOS_ANGELES =
            SandboxAccount.of("act_9000000000000005", "los-angeles", "USD", "America/Los_Angeles", 3, 9);

    /** Saturday noon in Auckland, Friday afternoon in Los Angeles. */
    private final Sandbox sandbox = Sandbox.start(
            SandboxSettings.defaults()
                    .withAccounts(List.of(AUCKLAND, LOS_ANGELES))
                    .withLatency(Latency.none()),
            new TurnableClock("2025-11-21T23:00:00Z"));

    private final Caller caller = new Caller(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theSameMomentIsAnotherDayElsewhere() {
        var saturday = LocalDate.of(2025, 11, 22);
        var query = query("fields", "impressions", "time_range", range(saturday, saturday));

        assertThat(caller.rows(AUCKLAND, query)).hasSize(1);
        assertThat(caller.rows(LOS_ANGELES, query)).isEmpty();
    }

    @Test
    void todayIsTheAccountsOwn() {
        var today = query("date_preset", "today");

        assertThat(caller.rows(AUCKLAND, today).getFirst().path("date_start").textValue())
                .isEqualTo("2025-11-22");
        assertThat(caller.rows(LOS_ANGELES, today).getFirst().path("date_start").textValue())
                .isEqualTo("2025-11-21");
    }

    @Test
    void historyEndsByTheAccountsCalendar() {
        var edge = LocalDate.of(2022, 10, 21);
        var query = query("time_range", range(edge, edge));

        assertThat(caller.rows(LOS_ANGELES, query)).hasSize(1);
        assertThat(caller.error(AUCKLAND, query).path("code").intValue()).isEqualTo(3018);
    }

    @Test
    void theDaysOfADstChangeAreWholeDays() {
        var spring = LocalDate.of(2025, 3, 9);
        var autumn = LocalDate.of(2025, 11, 2);

        assertThat(caller.rows(
                        LOS_ANGELES,
                        query("time_increment", "1", "time_range", range(spring.minusDays(1), spring.plusDays(1)))))
                .hasSize(3);
        assertThat(caller.rows(
                        LOS_ANGELES,
                        query("time_increment", "1", "time_range", range(autumn.minusDays(1), autumn.plusDays(1)))))
                .hasSize(3);
    }
}
