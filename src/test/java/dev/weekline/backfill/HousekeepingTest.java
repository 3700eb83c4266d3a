package dev.weekline.backfill;

import static dev.weekline.report.TestService.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.report.TestService;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    private static final String ID = account("belmonte").id();

    private final TestService service =
            TestService.start(Map.of("WEEKLINE_BACKFILL_TIDY_DELAY", "1h"), account("belmonte"));
    private final Housekeeping housekeeping = service.weekline.context().getBean(Housekeeping.class);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void leasesThatLapsedAreCountedAndThoseThatNobodyWantsAreEnded() {
        service.execute("""
                INSERT INTO week_work (account_id, week_start, cause, queued, background, turn, lease_holder, lease_until)
                VALUES ('%1$s', '2025-09-22', 'backfill', true, true, now(), gen_random_uuid(), now() - interval '5 minutes'),
                    ('%1$s', '2025-09-15', 'missing', false, false, NULL, gen_random_uuid(), now() - interval '5 minutes'),
                    ('%1$s', '2025-09-08', 'missing', false, false, NULL, gen_random_uuid(), now() + interval '5 minutes')
                """.formatted(ID));

        var work = Objects.requireNonNull(housekeeping.once().block());

        assertThat(work.lapsed()).isEqualTo(2);
        assertThat(work.longestLapsed()).isBetween(300L, 400L);
        assertThat(service.get("/prometheus").body())
                .contains("weekline_leases_lapsed 2.0", "weekline_background_queued 1.0");
        assertThat(service.query("SELECT week_start FROM week_work ORDER BY 1"))
                .containsExactly("2025-09-08", "2025-09-22");
    }

    @Test
    void whatWasOverLongAgoIsRemoved() {
        service.execute("""
                INSERT INTO backfill (backfill_id, asked, from_week, to_week, weeks, created_at, finished_at)
                SELECT gen_random_uuid(), n, '2025-09-22', '2025-09-22', 1, '2025-01-01',
                    CASE WHEN n < 120 THEN timestamptz '2025-10-01' WHEN n < 130 THEN '2025-11-01' END
                FROM generate_series(1, 140) n;
                INSERT INTO backfill_week SELECT 'act_1', '2025-09-22', backfill_id FROM backfill;
                INSERT INTO account_work (account_id) VALUES ('act_1')
                """);

        housekeeping.once().block();

        assertThat(service.query("SELECT count(*) FROM backfill")).containsExactly("21");
        assertThat(service.query("SELECT count(*) FROM backfill_week")).containsExactly("21");
        assertThat(service.query("SELECT count(*) FROM account_work WHERE account_id = 'act_1'"))
                .containsExactly("0");
    }
}
