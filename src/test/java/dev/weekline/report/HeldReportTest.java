package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.week.Maturity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldReportTest {

    private static final Instant END = Belmonte.WEEK.endsIn(Belmonte.ACCOUNT.timeZone());

    @Test
    void itKnowsWhichReportItIs() {
        assertThat(Belmonte.held(Belmonte.SETTLING).key()).isEqualTo(Belmonte.KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-24T10:00:00Z, OPEN, 'private, max-age=900'",
        "2025-09-30T22:00:00Z, SETTLING, 'private, max-age=10800'",
        "2025-10-10T10:00:00Z, SETTLING, 'private, max-age=86400'",
        "2025-10-26T22:00:00Z, FINAL, 'private, max-age=31536000, immutable'"
    })
    void howLongItHoldsCountsFromTheMomentOfFetching(Instant fetchedAt, Maturity maturity, String cacheControl) {
        var report = Belmonte.held(Belmonte.WEEK, fetchedAt, fetchedAt);
        var loadedLater = Belmonte.held(Belmonte.WEEK, fetchedAt, fetchedAt.plus(Duration.ofMinutes(10)));

        assertThat(report.maturity()).isEqualTo(maturity);
        assertThat(report.cacheControl()).isEqualTo(cacheControl);
        assertThat(loadedLater.cacheControl()).isEqualTo(cacheControl);
        assertThat(loadedLater.freshUntil()).isEqualTo(report.freshUntil());
    }

    @Test
    void itIsFreshUntilTheMomentItIsDue() {
        var report = Belmonte.held(Belmonte.SETTLING);
        var due = Belmonte.SETTLING.plus(Duration.ofHours(3));

        assertThat(report.isFresh(due.minusNanos(1))).isTrue();
        assertThat(report.isFresh(due)).isFalse();
    }

    @Test
    void anOpenWeekIsCalledSoUntilItEnds() {
        var report = Belmonte.held(END.minusSeconds(60));

        assertThat(report.isLabelledRight(END.minusNanos(1))).isTrue();
        assertThat(report.isLabelledRight(END)).isFalse();
        assertThat(Belmonte.held(Belmonte.WEEK, END.minusSeconds(60), END).maturity())
                .isEqualTo(Maturity.SETTLING);
    }

    @Test
    void whatWasFetchedWhileItSettledIsNeverCalledFinalAndGoesStale() {
        var muchLater = END.plus(Duration.ofDays(400));
        var report = Belmonte.held(Belmonte.WEEK, Belmonte.SETTLING, muchLater);

        assertThat(report.maturity()).isEqualTo(Maturity.SETTLING);
        assertThat(report.isFresh(muchLater)).isFalse();
        assertThat(report.isLabelledRight(muchLater)).isTrue();
    }

    @Test
    void aFinalReportIsFreshForEver() {
        var report = Belmonte.held(END.plus(Duration.ofDays(28)));

        assertThat(report.isFresh(Instant.parse("9999-01-01T00:00:00Z"))).isTrue();
        assertThat(report.isLabelledRight(Instant.parse("9999-01-01T00:00:00Z")))
                .isTrue();
    }

    @Test
    void theBytesSayTheMaturityOfTheMomentTheyWereMade() {
        var open = END.minusSeconds(60);

        assertThat(new String(Belmonte.held(Belmonte.WEEK, open, open).whole().plain(), UTF_8))
                .contains("\"maturity\":\"open\"");
        assertThat(new String(Belmonte.held(Belmonte.WEEK, open, END).whole().plain(), UTF_8))
                .contains("\"maturity\":\"settling\"");
    }
}
