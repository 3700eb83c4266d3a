package dev.weekline.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.report.TestService;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A round of the background with the quota that is usual. */
class RoundTest {

    private final TestService service = TestService.start(
            Map.of(
                    "WEEKLINE_QUOTA_BURST",
                    "100",
                    "WEEKLINE_QUOTA_UNITS_PER_HOUR",
                    "200",
                    "WEEKLINE_BACKFILL_AT_ONCE",
                    "3"),
            TestService.account("belmonte"),
            TestService.account("hotel-lumen"),
            TestService.account("nordic-outdoor"));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void accountsSideBySideDoNotUseUpForNothingWhatIsLeft() {
        var round = Objects.requireNonNull(
                service.weekline.context().getBean(Worker.class).round().block());

        assertThat(round.queued()).isEqualTo(3 * 54);
        assertThat(round.stored()).isEqualTo(27);
        assertThat(round.cost().units()).isLessThanOrEqualTo(60);
        assertThat(service.query("SELECT DISTINCT outcome FROM fetch_run")).containsExactly("stored");
    }
}
