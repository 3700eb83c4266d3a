package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every kind of buckets keeps to. */
abstract class BucketsContract {

    static final BucketSize SIZE = new BucketSize(200, 100);
    static final Terms FOREVER = Terms.inTime(Duration.ofDays(365));
    static final Duration A_UNIT = Duration.ofSeconds(18);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private BucketKey bucket = new BucketKey("none", SIZE);

    @BeforeEach
    void aBucketOfItsOwn() {
        bucket = new BucketKey("bucket-" + COUNT.incrementAndGet(), SIZE);
    }

    abstract Buckets buckets();

    abstract void pass(Duration duration);

    @Test
    void aBucketIsFullAtFirst() {
        assertThat(waitFor(bucket, 100)).isZero();
        assertThat(waitFor(bucket, 101)).isEqualTo(A_UNIT.plusNanos(1));
    }

    @Test
    void lookingTakesNothing() {
        waitFor(bucket, 100);

        assertThat(reserve(bucket, 100)).isZero();
    }

    @Test
    void aReservationOfMoreThanIsThereTellsItsTurnAndTheNextComesLater() {
        reserve(bucket, 90);

        assertThat(reserve(bucket, 12)).isEqualTo(A_UNIT.multipliedBy(2).plusNanos(1));
        assertThat(reserve(bucket, 1)).isEqualTo(A_UNIT.multipliedBy(3).plusNanos(1));
    }

    @Test
    void aReservationOfMoreThanABurstHoldsWaitsForTheRest() {
        assertThat(reserve(bucket, 103)).isEqualTo(A_UNIT.multipliedBy(3).plusNanos(1));
    }

    @Test
    void whatWasForecastIsWhatAReservationIsTold() {
        reserve(bucket, 97);
        pass(Duration.ofMillis(12_345));
        var forecast = waitFor(bucket, 7);

        assertThat(reserve(bucket, 7)).isEqualTo(forecast).isPositive();
    }

    @Test
    void unitsComeBackWithTime() {
        reserve(bucket, 100);
        pass(A_UNIT.multipliedBy(5));

        assertThat(waitFor(bucket, 5)).isZero();
        assertThat(waitFor(bucket, 6)).isEqualTo(A_UNIT.plusNanos(1));
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        buckets().giveBack(take(bucket, 110)).block();

        assertThat(waitFor(bucket, 100)).isZero();
        assertThat(waitFor(bucket, 101)).isEqualTo(A_UNIT.plusNanos(1));
    }

    @Test
    void whatIsGivenBackAfterTheTurnsOfOthersIsThereWhole() {
        reserve(bucket, 60);
        var taken = take(bucket, 20);
        pass(A_UNIT);
        buckets().giveBack(taken).block();

        assertThat(waitFor(bucket, 41)).isZero();
        assertThat(waitFor(bucket, 42)).isPositive();
    }

    @Test
    void whatWouldHaveRunOverMeanwhileIsNotMadeAnew() {
        var taken = take(bucket, 9);
        pass(A_UNIT.multipliedBy(9));
        reserve(bucket, 100);
        buckets().giveBack(taken).block();

        assertThat(waitFor(bucket, 1)).isEqualTo(A_UNIT.plusNanos(1));
    }

    @Test
    void aTurnThatWouldComeTooLateIsNotTaken() {
        reserve(bucket, 100);

        assertThat(buckets()
                        .take(bucket, 2, Terms.inTime(A_UNIT.multipliedBy(2)))
                        .block())
                .isNull();
        assertThat(waitFor(bucket, 1)).isEqualTo(A_UNIT.plusNanos(1));
    }

    @Test
    void whatIsTakenAboveAFloorLeavesTheFloor() {
        reserve(bucket, 50);

        assertThat(buckets().take(bucket, 11, Terms.above(40)).block()).isNull();
        assertThat(waitFor(bucket, 50)).isZero();
        assertThat(buckets().take(bucket, 10, Terms.above(40)).block()).isNotNull();
        assertThat(waitFor(bucket, 40)).isZero();
        assertThat(waitFor(bucket, 41)).isPositive();
    }

    @Test
    void ofManyWhoTakeAboveAFloorTogetherSomebodyGetsItAndTheFloorIsLeft() {
        var taken = Flux.range(0, 50)
                .flatMap(_ -> buckets().take(bucket, 7, Terms.above(40)), 50)
                .count()
                .block();

        assertThat(taken).isBetween(1L, 8L);
        assertThat(waitFor(bucket, 100 - 7 * Math.toIntExact(taken))).isZero();
        assertThat(waitFor(bucket, 101 - 7 * Math.toIntExact(taken))).isPositive();
    }

    @Test
    void aBucketThatShrinksHoldsNoMoreThanItsNewBurstAtOnce() {
        waitFor(bucket, 1);
        var smaller = new BucketKey(bucket.name(), new BucketSize(200, 10));

        assertThat(waitFor(smaller, 11)).isEqualTo(A_UNIT.plusNanos(1));
    }

    @Test
    void aBucketThatGrowsKeepsWhatItHoldsAndRefillsFaster() {
        reserve(bucket, 100);
        var larger = new BucketKey(bucket.name(), new BucketSize(400, 300));

        assertThat(waitFor(larger, 1)).isEqualTo(A_UNIT.dividedBy(2).plusNanos(1));
    }

    @Test
    void bucketsDoNotTouchEachOther() {
        reserve(bucket, 100);

        assertThat(waitFor(new BucketKey(bucket.name() + "-other", SIZE), 100)).isZero();
    }

    @Test
    void whoComesTogetherGetsTurnsOneAfterTheOther() {
        reserve(bucket, 100);

        var turns = Flux.range(0, 50)
                .flatMap(_ -> buckets().take(bucket, 1, FOREVER).map(Taken::untilTurn), 50)
                .collectList()
                .block();

        assertThat(turns)
                .containsExactlyInAnyOrderElementsOf(Flux.range(1, 50)
                        .map(turn -> A_UNIT.multipliedBy(turn).plusNanos(1))
                        .toIterable());
    }

    @Test
    void nothingIsReservedBeforeSubscription() {
        Mono<Taken> unused = buckets().take(bucket, 100, FOREVER);

        assertThat(unused).isNotNull();
        assertThat(waitFor(bucket, 100)).isZero();
    }

    private Duration waitFor(BucketKey key, int units) {
        return Objects.requireNonNull(buckets().waitFor(key, units).block());
    }

    private Duration reserve(BucketKey key, int units) {
        return take(key, units).untilTurn();
    }

    private Taken take(BucketKey key, int units) {
        return Objects.requireNonNull(buckets().take(key, units, FOREVER).block());
    }
}
