package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitFieldsTest {

    private static final BucketKey BUCKET = new BucketKey("app", new BucketSize(200, 100));

    @Test
    void aPolicyIsWhatABucketHoldsAndHowLongItTakesToFill() {
        assertThat(RateLimitFields.policy(state(100, Duration.ZERO))).isEqualTo("q=100;w=1800");
    }

    @Test
    void whatIsLeftIsNeverLessThanNothingAndSecondsAreWhole() {
        assertThat(RateLimitFields.left(state(63, Duration.ofSeconds(120)))).isEqualTo("r=63;t=120");
        assertThat(RateLimitFields.left(state(63, Duration.ofMillis(1)))).isEqualTo("r=63;t=1");
        assertThat(RateLimitFields.left(state(-5, Duration.ofHours(1)))).isEqualTo("r=0;t=3600");
    }

    private static BucketState state(long left, Duration untilFull) {
        return new BucketState(BUCKET, left, untilFull);
    }
}
