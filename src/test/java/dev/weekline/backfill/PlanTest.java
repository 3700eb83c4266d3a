package dev.weekline.backfill;

import static dev.weekline.report.TestService.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.report.TestService;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which weeks are noticed, by the one statement that plans. Belmonte is in Warsaw, and it is Wednesday, 2025-W45. */
class PlanTest {

    private static final TestService SERVICE =
            TestService.start(Map.of("WEEKLINE_PLAN_HORIZON", "8"), account("belmonte"));
    private static final IsoWeek RUNNING = IsoWeek.parse("2025-W45");
    private static final String ID = account("belmonte").id();

    private final PlanRows rows = SERVICE.weekline.context().getBean(PlanRows.class);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void clear() {
        SERVICE.execute("DELETE FROM week_work; DELETE FROM account_work; DELETE FROM weekly_report");
    }

    @Test
    void whatIsNotStoredIsQueuedTheNewestFirst() {
        assertThat(plan(TestService.NOW)).isEqualTo(8);

        assertThat(queued())
                .containsExactly(
                        "2025-11-03 backfill",
                        "2025-10-27 backfill",
                        "2025-10-20 backfill",
                        "2025-10-13 backfill",
                        "2025-10-06 backfill",
                        "2025-09-29 backfill",
                        "2025-09-22 backfill",
                        "2025-09-15 backfill");
        assertThat(plan(TestService.NOW)).isZero();
    }

    @Test
    void whatIsFinalIsNeverAskedForAgain() {
        for (var back = 0; back < 8; back++) {
            store(RUNNING.plus(-back), TestService.NOW, "1");
        }

        assertThat(plan(TestService.NOW.plus(Duration.ofMinutes(1)))).isZero();
        assertThat(plan(TestService.NOW.plus(Duration.ofDays(2)))).isEqualTo(5);
        assertThat(queued())
                .extracting(week -> week.substring(0, 10))
                .doesNotContain("2025-09-29", "2025-09-22", "2025-09-15");
    }

    @Test
    void aWeekThatWasStoredBeforeItWasFinalIsAskedForOnceMore() {
        fill("1");
        store(IsoWeek.parse("2025-W40"), Instant.parse("2025-11-02T21:59:00Z"), "1");
        assertThat(planned(TestService.NOW)).contains("2025-09-29 upkeep");

        store(IsoWeek.parse("2025-W40"), Instant.parse("2025-11-02T22:01:00Z"), "1");
        assertThat(planned(TestService.NOW)).doesNotContain("2025-09-29 upkeep");
    }

    @Test
    void aSettlingWeekIsDueAsItIsForReaders() {
        fill("1");
        store(RUNNING.previous(), TestService.NOW.minus(Duration.ofMinutes(181)), "1");
        assertThat(planned(TestService.NOW)).containsExactly("2025-10-27 upkeep");

        store(RUNNING.previous(), TestService.NOW.minus(Duration.ofMinutes(179)), "1");
        assertThat(planned(TestService.NOW)).isEmpty();

        store(RUNNING.plus(-2), TestService.NOW.minus(Duration.ofHours(25)), "1");
        assertThat(planned(TestService.NOW)).containsExactly("2025-10-20 upkeep");

        SERVICE.execute("UPDATE weekly_report SET calm = 1 WHERE week_start = '2025-10-20'");
        assertThat(planned(TestService.NOW)).isEmpty();
        assertThat(planned(TestService.NOW.plus(Duration.ofHours(24)))).contains("2025-10-20 upkeep");
    }

    @Test
    void theMoneyAtStakeSetsThePaceOfTheOpenWeek() {
        for (var pace : List.of(List.of("101", "30"), List.of("11", "120"), List.of("9", "720"))) {
            var minutes = Long.parseLong(pace.get(1));
            fill("0");
            store(RUNNING, TestService.NOW, pace.get(0));

            assertThat(planned(TestService.NOW.plus(Duration.ofMinutes(minutes - 1))))
                    .as("spend %s", pace.get(0))
                    .doesNotContain("2025-11-03 upkeep");
            assertThat(planned(TestService.NOW.plus(Duration.ofMinutes(minutes + 1))))
                    .as("spend %s", pace.get(0))
                    .contains("2025-11-03 upkeep");
        }
    }

    @Test
    void theMoneyAtStakeIsThatOfTheLastSevenDays() {
        fill("0");
        store(RUNNING, TestService.NOW, "30");
        store(RUNNING.previous(), TestService.NOW, "70");
        plan(Instant.parse("2025-11-06T11:00:00Z"));

        // Half of the week is over in Warsaw: 3.5 of its days and as many of the one before.
        assertThat(SERVICE.query("SELECT round(spend, 2) FROM account_work")).containsExactly("65.00");
    }

    @Test
    void aWeekThatHasEndedIsFetchedSomeTimeAfterItsEnd() {
        fill("1");
        store(RUNNING, Instant.parse("2025-11-09T22:30:00Z"), "1");
        var end = Instant.parse("2025-11-09T23:00:00Z");

        assertThat(planned(end.plus(Duration.ofMinutes(59))))
                .doesNotContain("2025-11-03 upkeep", "2025-11-10 backfill");
        assertThat(planned(end.plus(Duration.ofHours(3)))).contains("2025-11-03 upkeep", "2025-11-10 backfill");
    }

    @Test
    void aPartialWeekIsDueWhenItsSectionsAreWorthAskingForAgain() {
        fill("1");
        SERVICE.execute("""
                UPDATE weekly_report SET standings = '[{"section": "daily", "lack": {"reason": "upstream-unavailable",
                    "detail": "d", "attempts": 2, "retryAt": "2025-11-05T11:00:00Z"}}]' WHERE week_start = '2025-09-22'
                """);

        assertThat(planned(TestService.NOW)).isEmpty();
        assertThat(planned(TestService.NOW.plus(Duration.ofHours(1)))).contains("2025-09-22 upkeep");

        SERVICE.execute(
                "UPDATE weekly_report SET standings = replace(standings, '\"attempts\": 2', '\"attempts\": 8')");
        assertThat(planned(TestService.NOW.plus(Duration.ofHours(1)))).doesNotContain("2025-09-22 upkeep");

        SERVICE.execute("""
                UPDATE weekly_report SET standings = '[{"section": "daily", "lack": {"reason": "not-asked",
                    "detail": "d", "attempts": 0, "retryAt": "2025-11-05T10:00:00Z"}}]' WHERE week_start = '2025-09-22'
                """);
        assertThat(planned(TestService.NOW.plus(Duration.ofHours(1)))).doesNotContain("2025-09-22 upkeep");
    }

    @Test
    void anAccountThatHasJustComeIsPlannedForBeforeItIsTime() {
        var planner = SERVICE.weekline.context().getBean(Planner.class);
        planner.planIfDue().block();
        assertThat(planner.planIfDue().block()).isZero();

        try {
            SERVICE.execute("""
                    INSERT INTO ad_account (account_id, slug, name, currency, time_zone)
                    SELECT 'act_1', 'just-come', name, currency, time_zone FROM ad_account
                    """);
            assertThat(planner.planIfDue().block()).isEqualTo(8);
        } finally {
            SERVICE.execute("DELETE FROM ad_account WHERE account_id = 'act_1'");
        }
    }

    @Test
    void whatIsQueuedOrDeadOrRestsForReadersIsLeftAsItIs() {
        fill("1");
        SERVICE.execute("""
                DELETE FROM weekly_report WHERE week_start < '2025-10-07';
                INSERT INTO week_work (account_id, week_start, cause, queued, background, turn, dead_at, not_before)
                VALUES ('%1$s', '2025-10-06', 'backfill', true, true, '2025-11-05 00:00Z', now(), 'epoch'),
                    ('%1$s', '2025-09-29', 'missing', true, false, NULL, NULL, 'epoch'),
                    ('%1$s', '2025-09-22', 'stale', false, false, NULL, NULL, '2025-11-05 10:30Z')
                """.formatted(ID));

        assertThat(plan(TestService.NOW)).isOne();
        assertThat(queued()).containsExactly("2025-10-06 backfill", "2025-09-15 backfill");
        assertThat(plan(TestService.NOW.plus(Duration.ofHours(1)))).isPositive();
        assertThat(queued()).contains("2025-09-22 backfill");
    }

    private List<String> planned(Instant now) {
        SERVICE.execute("DELETE FROM week_work");
        plan(now);
        return queued();
    }

    private long plan(Instant now) {
        return Objects.requireNonNull(rows.zones()
                .flatMap(zones -> rows.plan(Boundaries.last(8, zones, now).told(), now))
                .block());
    }

    private static List<String> queued() {
        return SERVICE.query("""
                SELECT week_start || ' ' || cause FROM week_work WHERE queued AND background ORDER BY turn
                """);
    }

    /** All weeks of the horizon, stored just now. */
    private static void fill(String spend) {
        for (var back = 0; back < 8; back++) {
            store(RUNNING.plus(-back), TestService.NOW, spend);
        }
    }

    private static void store(IsoWeek week, Instant fetchedAt, String spend) {
        SERVICE.execute("""
                INSERT INTO weekly_report (account_id, week_start, revision, source, fetched_at, data_as_of, totals,
                    sections, absent)
                VALUES ('%s', '%s', 1, 'meta', '%s', now(), '{"spend": %s}', '{}', '[]')
                ON CONFLICT (account_id, week_start) DO UPDATE
                SET fetched_at = EXCLUDED.fetched_at, totals = EXCLUDED.totals, calm = 0
                """.formatted(ID, week.monday(), fetchedAt, spend));
    }
}
