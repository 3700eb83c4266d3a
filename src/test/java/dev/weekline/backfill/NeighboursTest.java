package dev.weekline.backfill;

import static dev.weekline.report.TestService.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.report.TestService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Missing weeks that lie side by side, fetched in one step. It is Wednesday, 2025-W45. */
class NeighboursTest {

    private static final String ID = account("belmonte").id();

    private final TestService service = TestService.start(
            Map.of("WEEKLINE_PLAN_HORIZON", "9", "WEEKLINE_BACKFILL_ATTEMPTS", "2"), account("belmonte"));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theyAreFetchedTogetherAsFarAsNoneIsStoredBetween() {
        service.json("/reports/weekly/2025-W40?account=belmonte");

        var first = step();
        assertThat(first).isEqualTo("stored [\"2025-W41\",\"2025-W42\",\"2025-W43\",\"2025-W44\",\"2025-W45\"] []");
        assertThat(step()).isEqualTo("stored [\"2025-W37\",\"2025-W38\",\"2025-W39\"] []");
        assertThat(step()).isEqualTo("nothing  ");
        assertThat(service.query("SELECT count(*) FROM weekly_report")).containsExactly("9");
        assertThat(service.query("SELECT count(*) FROM week_work")).containsExactly("0");
    }

    @Test
    void whatFailsTogetherIsQueuedWeekByWeek() {
        service.sandbox.script("every totals call of " + ID + ": 503/2");

        assertThat(step()).startsWith("failed ");
        assertThat(service.query("SELECT DISTINCT attempts FROM week_work WHERE lease_holder IS NULL"))
                .containsExactly("1");
        assertThat(service.query("SELECT count(*) FROM week_work WHERE queued AND background"))
                .containsExactly("9");
    }

    @Test
    void aTokenThatIsDeadLetsTheAccountRestOnce() {
        service.sandbox.script("every call of " + ID + ": 400/190");

        assertThat(step()).isEqualTo("account-rests  ");
        assertThat(service.query("SELECT failures FROM account_work")).containsExactly("1");
        assertThat(service.query("SELECT sum(attempts) FROM week_work WHERE lease_holder IS NULL"))
                .containsExactly("0");
    }

    @Test
    void whereTheQuotaDoesNotReachForAllHalfAsManyAreTried() {
        service.sandbox.script("every demographics call of " + ID + ": 400/80000/2446079");
        assertThat(step()).isEqualTo("account-rests  ");
        assertThat(service.query("SELECT together FROM account_work")).containsExactly("4");

        service.sandbox.behave();
        service.time.pass(Duration.ofHours(2));
        assertThat(step()).startsWith("stored ");
        assertThat(service.query("SELECT count(*) FROM weekly_report")).containsExactly("4");
        assertThat(service.query("SELECT together FROM account_work")).containsExactly("8");
    }

    private String step() {
        var step = TestService.json(service.post("/background/collect-one-week", ""));
        return String.join(
                " ",
                step.path("outcome").asText(),
                step.path("stored").isMissingNode() ? "" : step.path("stored").toString(),
                step.path("failed").isMissingNode()
                        ? step.path("outcome").asText().equals("stored") ? "[]" : ""
                        : step.path("failed").toString());
    }
}
