package dev.weekline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weekline.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunCursorTest {

    private static final int LONGEST = 64;
    private static final RunPlace.Newest NEWEST = new RunPlace.Newest(
            Instant.parse("2025-11-05T10:00:00.123456Z"), UUID.fromString("019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77"));

    @Test
    void aPlaceIsReadAsItWasWritten() {
        for (var place : List.of(
                NEWEST,
                new RunPlace.Highest(RunOrder.SLOWEST, 2_345, NEWEST),
                new RunPlace.Highest(RunOrder.SLOWEST, Long.MAX_VALUE, NEWEST),
                new RunPlace.Highest(RunOrder.SLOWEST, -1, NEWEST),
                new RunPlace.Highest(RunOrder.COSTLIEST, 0, NEWEST))) {
            var order = place instanceof RunPlace.Highest highest ? highest.order() : RunOrder.NEWEST;

            assertThat(RunCursor.parse(RunCursor.text(place), order)).contains(place);
            assertThat(RunCursor.text(place)).hasSizeLessThanOrEqualTo(LONGEST);
        }
        assertThat(RunCursor.parse(null, RunOrder.NEWEST)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPlaceInAnotherOrderIsRefused(RunOrder order) {
        for (var place : List.of(
                NEWEST,
                new RunPlace.Highest(RunOrder.SLOWEST, 14, NEWEST),
                new RunPlace.Highest(RunOrder.COSTLIEST, 14, NEWEST))) {
            if (!(place instanceof RunPlace.Highest highest ? highest.order() : RunOrder.NEWEST).equals(order)) {
                refused(RunCursor.text(place), order);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.x",
                "-1.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77",
                "zzzzzzzzzzzz.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77",
                "1.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77'",
                "Szzzzzzzzzzzzz.1.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77",
                "S.1.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77",
                "S1.2.1.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77",
                "N1.1.019a5302-5c3b-7d52-9b0e-6a4f2c1d8e77"
            })
    void whatNoListHasGivenOutIsRefusedByItsField(String cursor) {
        for (var order : RunOrder.values()) {
            refused(cursor, order);
        }
    }

    private static void refused(String cursor, RunOrder order) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> RunCursor.parse(cursor, order))
                .withMessageContaining("cursor");
    }
}
