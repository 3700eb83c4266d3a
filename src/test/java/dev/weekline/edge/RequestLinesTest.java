package dev.weekline.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** So many lines a second, and a count of the rest. */
class RequestLinesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void whatIsTooMuchInASecondIsCountedAndTheNextSecondHasRoomAgain() {
        var lines = lines(2);
        var now = System.nanoTime() + SECOND;

        assertThat(lines.hasRoom(now)).isTrue();
        assertThat(lines.hasRoom(now + 1)).isTrue();
        assertThat(lines.hasRoom(now + 2)).isFalse();
        assertThat(lines.hasRoom(now + SECOND / 2)).isFalse();
        assertThat(lines.hasRoom(now + SECOND)).isTrue();
        assertThat(leftOut()).isEqualTo(2);
    }

    @Test
    void noneMeansNone() {
        var lines = lines(0);

        assertThat(lines.hasRoom(System.nanoTime() + SECOND)).isFalse();
        assertThat(leftOut()).isOne();
    }

    private RequestLines lines(int aSecond) {
        return new RequestLines(new EdgeSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), aSecond), meters);
    }

    private double leftOut() {
        return meters.get("weekline.log.requests.left.out").functionCounter().count();
    }
}
