package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final Instant NOON = Instant.parse("2025-11-05T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2025-11-06T00:00:00Z");
    private static final long PLENTY = 1_000_000;

    @Test
    void whatIsAtHandIsDoneAtOnceAndTheRestAsItComesBack() {
        var forecast = new Forecast(60, 200, PLENTY, PLENTY);

        assertThat(forecast.doneAt(60, NOON)).isEqualTo(NOON);
        assertThat(forecast.doneAt(260, NOON)).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void aReserveThatIsDrawnOnFillsFirst() {
        assertThat(new Forecast(-100, 200, PLENTY, PLENTY).doneAt(100, NOON)).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void whatADayDoesNotAllowIsDoneOnTheNext() {
        var forecast = new Forecast(0, 200, 100, 400);

        assertThat(forecast.doneAt(100, NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
        assertThat(forecast.doneAt(200, NOON)).isEqualTo(MIDNIGHT.plus(Duration.ofMinutes(30)));
        assertThat(forecast.doneAt(500, NOON)).isEqualTo(MIDNIGHT.plus(Duration.ofHours(2)));
        assertThat(forecast.doneAt(700, NOON))
                .isEqualTo(MIDNIGHT.plus(Duration.ofDays(1)).plus(Duration.ofHours(1)));
    }

    @Test
    void aBudgetThatDoesNotBindChangesNothing() {
        assertThat(new Forecast(0, 10, 5_000, 240).doneAt(480, NOON)).isEqualTo(NOON.plus(Duration.ofHours(48)));
    }
}
