package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class SingleFlightTest {

    private static final int MANY = 1_000;

    private final SingleFlight<String, String> flights = new SingleFlight<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Sinks.One<String> result = Sinks.one();

    @Test
    void aThousandJoinersShareOneSubscription() {
        var answers = new ArrayList<String>();
        for (var i = 0; i < MANY; i++) {
            join("week").subscribe(answers::add);
        }
        assertThat(begun).hasValue(1);
        assertThat(flights.underWay()).isOne();

        result.tryEmitValue("report").orThrow();

        assertThat(answers).hasSize(MANY).containsOnly("report");
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void aThousandThreadsThatJoinAtOnceShareOneSubscription() throws InterruptedException, ExecutionException {
        var together = new CountDownLatch(MANY);
        var joined = new CountDownLatch(MANY);
        Callable<String> ask = () -> {
            together.countDown();
            together.await();
            var answer = join("week").toFuture();
            joined.countDown();
            return answer.get();
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked =
                    Stream.generate(() -> ask).limit(MANY).map(threads::submit).toList();
            joined.await();
            result.tryEmitValue("report").orThrow();
            for (var answer : asked) {
                assertThat(answer.get()).isEqualTo("report");
            }
        }
        assertThat(begun).hasValue(1);
    }

    @Test
    void nothingBeginsBeforeSomebodySubscribes() {
        var waiting = join("week");
        assertThat(begun).hasValue(0);

        waiting.subscribe();
        assertThat(begun).hasValue(1);
    }

    @Test
    void otherKeysAreOtherWork() {
        join("week 39").subscribe();
        join("week 40").subscribe();

        assertThat(begun).hasValue(2);
    }

    @Test
    void aJoinerThatLeavesDoesNotEndTheWorkForOthers() {
        var leaver = join("week").subscribe();
        leaver.dispose();

        StepVerifier.create(join("week"))
                .then(() -> result.tryEmitValue("report").orThrow())
                .expectNext("report")
                .verifyComplete();
        assertThat(begun).hasValue(1);
    }

    @Test
    void theWorkGoesOnWhenEverybodyHasLeft() {
        var work = TestPublisher.<String>create();
        var done = new ArrayList<String>();
        flights.join("week", () -> work.mono().doOnNext(done::add)).subscribe().dispose();

        work.assertNotCancelled();
        work.emit("report");

        assertThat(done).containsExactly("report");
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void aFailureIsSharedByAllWhoWaited() {
        var failures = new ArrayList<Throwable>();
        for (var i = 0; i < 3; i++) {
            join("week").subscribe(_ -> {}, failures::add);
        }
        var fault = new IllegalStateException("Meta is away");

        result.tryEmitError(fault).orThrow();

        assertThat(failures)
                .hasSize(3)
                .allSatisfy(failure -> assertThat(failure).isSameAs(fault));
    }

    @Test
    void aFailureIsNotRemembered() {
        StepVerifier.create(flights.join("week", () -> Mono.error(new IllegalStateException("away"))))
                .verifyError(IllegalStateException.class);
        StepVerifier.create(flights.join("week", () -> Mono.just("report")))
                .expectNext("report")
                .verifyComplete();
    }

    @Test
    void workThatCannotEvenBeginIsAFailureLikeAnyOther() {
        StepVerifier.create(flights.join("week", () -> {
                    throw new IllegalStateException("away");
                }))
                .verifyError(IllegalStateException.class);
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void anEmptyResultCompletesAllWhoWaited() {
        var completed = new AtomicInteger();
        for (var i = 0; i < 3; i++) {
            join("week").subscribe(_ -> {}, _ -> {}, completed::incrementAndGet);
        }
        result.tryEmitEmpty().orThrow();

        assertThat(completed).hasValue(3);
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void whoeverComesAfterTheResultBeginsAnewEvenFromWithinIt() {
        var answers = new ArrayList<String>();
        flights.join("week", () -> result.asMono())
                .flatMap(first -> flights.join("week", () -> Mono.just("newer than " + first)))
                .subscribe(answers::add);

        result.tryEmitValue("report").orThrow();

        assertThat(answers).containsExactly("newer than report");
    }

    @Test
    void whoeverTriesAgainOnFailureIsNotGivenTheSameFailure() {
        var failing =
                new ArrayList<>(List.of(Mono.<String>error(new IllegalStateException("away")), Mono.just("report")));
        var waiting = flights.join("week", () -> result.asMono().then(Mono.defer(failing::removeFirst)))
                .retry(1);

        StepVerifier.create(waiting)
                .then(() -> result.tryEmitValue("go").orThrow())
                .expectNext("report")
                .verifyComplete();
    }

    private Mono<String> join(String key) {
        return flights.join(key, () -> {
            begun.incrementAndGet();
            return result.asMono();
        });
    }
}
