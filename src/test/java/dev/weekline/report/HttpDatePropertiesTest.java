package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What holds of every moment until the year 9999. */
class HttpDatePropertiesTest {

    @Property
    void aWrittenMomentIsReadAsTheSameSecond(@ForAll @LongRange(min = 0, max = 253_402_300_799L) long second) {
        var moment = Instant.ofEpochSecond(second);
        var written = HttpDate.of(moment);

        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(written)))
                .isEqualTo(moment);
        assertThat(written).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
    }
}
