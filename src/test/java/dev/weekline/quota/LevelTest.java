package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.quota.HourAhead.Room;
import dev.weekline.quota.Level.Kept;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A unit comes back every minute. */
class LevelTest {

    private static final Level FIVE = new Level(5, 60, Room.ENDLESS, 0);

    @Test
    void whatIsThereIsHadAtOnceAndTheRestAsItComes() {
        assertThat(FIVE.waitFor(5, List.of())).isZero();
        assertThat(FIVE.waitFor(8, List.of())).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aFullBucketHoldsItsBurst() {
        assertThat(Level.of(new BucketSize(60, 20), Duration.ZERO).waitFor(20, List.of()))
                .isZero();
        assertThat(Level.of(new BucketSize(60, 20), Duration.ofMinutes(15)).waitFor(6, List.of()))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatIsPromisedToOthersIsLeftForThem() {
        assertThat(FIVE.waitFor(3, List.of(new Kept(minutes(1), 6)))).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void whoNeedsNoneOfWhatIsPromisedPassesBefore() {
        assertThat(FIVE.waitFor(3, List.of(new Kept(minutes(30), 6)))).isZero();
    }

    @Test
    void aPromiseThatIsDueBeforeTheTurnGoesFirst() {
        assertThat(FIVE.waitFor(10, List.of(new Kept(minutes(3), 4)))).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void theHourOfMetaIsALimitBesideTheBucket() {
        var ebb = new Ebb(new long[] {minutes(10), minutes(20)}, new long[] {30, 10});
        var inHour = FIVE.within(new Room(32, ebb), 0);

        assertThat(inHour.waitFor(2, List.of())).isZero();
        assertThat(inHour.waitFor(5, List.of())).isEqualTo(Duration.ofMinutes(10));
        assertThat(FIVE.within(new Room(32, ebb), 1).waitFor(2, List.of())).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void anEbbIsCountedToTheMillisecond() {
        var ebb = new Ebb(new long[] {1_000, 2_000}, new long[] {30, 10});

        assertThat(ebb.now()).isEqualTo(30);
        assertThat(ebb.after(999)).isEqualTo(30);
        assertThat(ebb.after(1_000)).isEqualTo(10);
        assertThat(ebb.after(2_000)).isZero();
        assertThat(ebb.untilAtMost(30)).isZero();
        assertThat(ebb.untilAtMost(29)).isEqualTo(Duration.ofSeconds(1));
        assertThat(ebb.untilAtMost(9)).isEqualTo(Duration.ofSeconds(2));
    }

    private static long minutes(int minutes) {
        return Duration.ofMinutes(minutes).toMillis();
    }
}
