package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A settling week that hardly moves is asked for less and less often; one that moves is asked for as usual. */
class CalmTest {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final IsoWeek WEEK = IsoWeek.parse("2025-W39");

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "0, 0.004999, 1",
        "1, 0.004999, 2",
        "7, 0, 8",
        "1000, 0, 1000",
        // In between it stays as it is.
        "0, 0.005, 0",
        "3, 0.005, 3",
        "3, 0.019999, 3",
        // Much, or all of it.
        "3, 0.02, 0",
        "1, 1, 0"
    })
    void smallMovesAddUpAndLargeOnesEndIt(int before, BigDecimal move, int after) {
        assertThat(new Calm(before).after(move)).isEqualTo(new Calm(after));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 4", "3, 4", "1000, 4"})
    void eachDoublesTheTimeUpToFourfold(int calm, int factor) {
        assertThat(new Calm(calm).factor()).isEqualTo(factor);
    }

    @ParameterizedTest
    @CsvSource({
        // An open week and a final one do not care.
        "2025-09-24T10:00:00Z, 2, 2025-09-24T10:15:00Z",
        // The first three days: 3 h, 6 h, 12 h.
        "2025-09-29T00:00:00Z, 0, 2025-09-29T03:00:00Z",
        "2025-09-29T00:00:00Z, 1, 2025-09-29T06:00:00Z",
        "2025-09-29T00:00:00Z, 2, 2025-09-29T12:00:00Z",
        "2025-09-29T00:00:00Z, 9, 2025-09-29T12:00:00Z",
        // Later: 24 h, 48 h, 96 h.
        "2025-10-10T00:00:00Z, 0, 2025-10-11T00:00:00Z",
        "2025-10-10T00:00:00Z, 1, 2025-10-12T00:00:00Z",
        "2025-10-10T00:00:00Z, 2, 2025-10-14T00:00:00Z",
        // It becomes final on the 26th of October at 22:00Z, and is asked for at most a day later.
        "2025-10-24T00:00:00Z, 2, 2025-10-27T22:00:00Z",
        "2025-10-26T21:00:00Z, 0, 2025-10-27T21:00:00Z",
        "2025-10-26T21:00:00Z, 2, 2025-10-27T22:00:00Z"
    })
    void calmLengthensTheTableThoughNotFarBeyondTheMomentOfBecomingFinal(
            Instant fetchedAt, int calm, Instant freshUntil) {
        assertThat(Freshness.DEFAULT.freshUntil(WEEK, WARSAW, fetchedAt, new Calm(calm), Stretch.NONE))
                .isEqualTo(freshUntil);
    }

    @Test
    void aFinalWeekStaysFreshForEver() {
        assertThat(Freshness.DEFAULT.freshUntil(
                        WEEK, WARSAW, Instant.parse("2025-10-26T22:00:00Z"), new Calm(2), new Stretch(8)))
                .isEqualTo(Instant.MAX);
    }

    @Test
    void aStretchLengthensWhatCalmMakesOfIt() {
        var fetchedAt = Instant.parse("2025-10-01T00:00:00Z");

        assertThat(Freshness.DEFAULT.freshUntil(WEEK, WARSAW, fetchedAt, new Calm(1), new Stretch(2.5)))
                .isEqualTo(fetchedAt.plus(Duration.ofHours(15)));
    }

    @Test
    void nothingHappensLessThanNever() {
        assertThatThrownBy(() -> new Calm(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
