package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SizeTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);
    private static final SandboxAccount STEADY =
            SandboxAccount.of("act_9000000000000003", "steady", "EUR", "Europe/Rome", 7, 33);

    private final Sandbox sandbox = Sandbox.start(
            SandboxSettings.defaults().withAccounts(List.of(STEADY)).withLatency(Latency.none()),
            new TurnableClock("2025-11-20T12:00:00Z"));
    private final Caller caller = new Caller(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void anAccountGrowsWhileTheSandboxRuns() {
        assertThat(ads()).isEqualTo(33);
        sandbox.resize(STEADY.id(), 20, 100);

        assertThat(ads()).isEqualTo(100);
        assertThat(sandbox.accounts().getFirst().size()).isEqualTo(new SandboxAccount.Size(20, 100));
    }

    @Test
    void aHundredThousandAdsAreReadPageByPage() {
        sandbox.resize("steady", 1_000, 100_000);

        assertThat(caller.rows(STEADY, query("level", "ad", "time_range", week(MONDAY), "fields", "ad_id,impressions")))
                .extracting(row -> row.path("ad_id").textValue())
                .hasSize(100_000)
                .doesNotHaveDuplicates();
        assertThat(sandbox.counters().of(STEADY.id(), Section.RELEVANCE)).isEqualTo(200);
    }

    @Test
    void whatDoesNotExistHasNoSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.resize("act_1", 1, 1))
                .withMessage("The sandbox has no account act_1");
    }

    private int ads() {
        return caller.rows(STEADY, query("level", "ad", "time_range", week(MONDAY)))
                .size();
    }
}
