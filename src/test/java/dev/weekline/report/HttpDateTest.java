package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDateTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 'Thu, 01 Jan 1970 00:00:00 GMT'",
        "1994-11-06T08:49:37Z, 'Sun, 06 Nov 1994 08:49:37 GMT'",
        "2025-09-30T22:00:00.999Z, 'Tue, 30 Sep 2025 22:00:00 GMT'",
        "2028-02-29T23:59:59Z, 'Tue, 29 Feb 2028 23:59:59 GMT'"
    })
    void aMomentIsWrittenInEnglishToTheSecond(Instant moment, String written) {
        assertThat(HttpDate.of(moment)).isEqualTo(written);
        // The second answer of the same second is the one that was kept.
        assertThat(HttpDate.of(moment.plusNanos(1))).isEqualTo(written);
    }
}
