package dev.weekline.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.report.TestService;
import dev.weekline.sandbox.SandboxAccount;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A round of the background with the quota that is usual. */
class RoundTest {

    private static final Map<String, String> USUAL = Map.of(
            "WEEKLINE_QUOTA_BURST", "100", "WEEKLINE_QUOTA_UNITS_PER_HOUR", "200", "WEEKLINE_BACKFILL_AT_ONCE", "3");

    private static SandboxAccount account(int number, int campaigns, int ads) {
        return SandboxAccount.of("act_120330000000030" + number, "shop-" + number, "EUR", "UTC", campaigns, ads);
    }

    /** Whichever of them comes first. */
    @ParameterizedTest
    @CsvSource({"4, 8", "25, 100", "50, 200"})
    void accountsDoNotUseUpForNothingWhatIsLeft(int campaigns, int ads) {
        try (var service = TestService.start(
                USUAL, account(1, campaigns, ads), account(2, campaigns, ads), account(3, campaigns, ads))) {
            var round = Objects.requireNonNull(
                    service.weekline.context().getBean(Worker.class).round().block());

            assertThat(round.queued()).isEqualTo(3 * 54);
            assertThat(round.stored()).isGreaterThanOrEqualTo(12);
            assertThat(round.cost().units()).isLessThanOrEqualTo(60);
            assertThat(service.query("SELECT DISTINCT outcome FROM fetch_run")).containsExactly("stored");
        }
    }
}
