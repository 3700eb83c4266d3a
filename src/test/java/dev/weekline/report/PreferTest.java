package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferTest {

    @Test
    void whoDoesNotSayWaitsTwentyFiveSeconds() {
        assertThat(Prefer.parse(null).patience()).isEqualTo(Duration.ofSeconds(25));
        assertThat(Prefer.parse("").patience()).isEqualTo(Duration.ofSeconds(25));
        assertThat(Prefer.parse(null).applied(true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "wait=10, 10",
        "wait=0, 0",
        "wait=30, 30",
        "wait=31, 30",
        "wait=86400, 30",
        "wait=99999999999999999999999, 30",
        "WAIT=10, 10",
        "' wait = 10 ', 10",
        "'wait=\"10\"', 10",
        "'respond-async, wait=10', 10",
        "'wait=10, handling=strict', 10",
        "'wait=10; foo=bar', 10",
        "'respond-async,wait=5,wait=20', 5"
    })
    void aCallerMayWaitUpToHalfAMinute(String header, int seconds) {
        var prefer = Prefer.parse(header);

        assertThat(prefer.patience()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(prefer.applied(true).orElseThrow()).startsWith("wait=" + seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait",
                "wait=",
                "wait=soon",
                "wait=-5",
                "wait=1.5",
                "wait=1s",
                "await=5",
                "no-wait=5",
                "handling=lenient; wait=5",
                "wait=٥"
            })
    void whatIsNotUnderstoodIsIgnored(String header) {
        assertThat(Prefer.parse(header).waiting()).isEmpty();
        assertThat(Prefer.parse(header).patience()).isEqualTo(Duration.ofSeconds(25));
    }
}
