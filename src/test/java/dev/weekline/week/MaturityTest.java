package dev.weekline.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaturityTest {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final IsoWeek WEEK = IsoWeek.parse("2025-W39");

    @ParameterizedTest
    @CsvSource({
        "2025-09-20T00:00:00Z, OPEN",
        "2025-09-28T21:59:59.999Z, OPEN",
        "2025-09-28T22:00:00Z, SETTLING",
        "2025-10-26T21:59:59.999Z, SETTLING",
        "2025-10-26T22:00:00Z, FINAL",
        "2030-01-01T00:00:00Z, FINAL"
    })
    void aWeekIsOpenThenSettlesForFourWeeksAndIsFinal(Instant moment, Maturity maturity) {
        assertThat(Maturity.of(WEEK, WARSAW, moment)).isEqualTo(maturity);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-25T00:00:00Z, 2025-09-26T00:00:00Z, OPEN",
        "2025-09-25T00:00:00Z, 2025-10-01T00:00:00Z, SETTLING",
        "2025-09-25T00:00:00Z, 2026-10-01T00:00:00Z, SETTLING",
        "2025-10-20T00:00:00Z, 2026-10-01T00:00:00Z, SETTLING",
        "2025-10-27T00:00:00Z, 2026-10-01T00:00:00Z, FINAL"
    })
    void figuresFetchedWhileTheyMovedNeverBecomeFinal(Instant fetchedAt, Instant now, Maturity maturity) {
        assertThat(Maturity.ofFetched(WEEK, WARSAW, fetchedAt, now)).isEqualTo(maturity);
    }

    @Test
    void theApiWritesMaturityInLowerCase() {
        assertThat(Maturity.values()).extracting(Maturity::word).containsExactly("open", "settling", "final");
    }
}
