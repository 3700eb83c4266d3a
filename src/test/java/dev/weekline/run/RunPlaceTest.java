package dev.weekline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weekline.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunPlaceTest {

    @Test
    void aPlaceIsReadAsItWasWritten() {
        var place = new RunPlace(
                Instant.parse("2025-11-05T10:00:00.123456Z"), UUID.fromString("019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77"));

        assertThat(RunPlace.parse(place.text())).contains(place);
        assertThat(RunPlace.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.x",
                "-1.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77",
                "zzzzzzzzzzzz.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77",
                "1.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77'"
            })
    void whatNoListHasGivenOutIsRefusedByItsField(String cursor) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> RunPlace.parse(cursor))
                .withMessageContaining("cursor");
    }
}
