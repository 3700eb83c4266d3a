package dev.weekline.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Marks go with the work from thread to thread, and stay on none. */
class TrailTest {

    private static final Trail TRAIL = Trail.of("act_1", "2025-W39", Optional.of("r-1"));

    @Test
    void whatComesFromAnotherThreadComesWithTheMarksOfWhoeverAsked() {
        var seen = TRAIL.on(Trail.told(Mono.just(1).publishOn(Schedulers.parallel()))
                .map(_ -> Map.copyOf(MDC.getCopyOfContextMap())));

        assertThat(seen.block())
                .containsEntry("account", "act_1")
                .containsEntry("week", "2025-W39")
                .containsEntry("request", "r-1");
    }

    @Test
    void marksOfAPartAreAddedToThoseOfTheWhole() {
        var part = Trail.told(Mono.just(1).publishOn(Schedulers.parallel()))
                .map(_ -> MDC.get("run") + " of " + MDC.get("account"));

        assertThat(TRAIL.on(Trail.ofRun("0199").on(part)).block()).isEqualTo("0199 of act_1");
    }

    @Test
    void noMarkStaysOnAThread() {
        var here = Schedulers.newSingle("one");
        try {
            TRAIL.on(Trail.told(Mono.just(1).publishOn(here)).map(_ -> MDC.get("request")))
                    .block();

            assertThat(Mono.fromSupplier(() -> Optional.ofNullable(MDC.get("request")))
                            .subscribeOn(here)
                            .block())
                    .isEmpty();
        } finally {
            here.dispose();
        }
    }

    @Test
    void aFaultIsMarkedToo() {
        var seen = new AtomicReference<>("");
        var failing = Trail.told(
                        Flux.<Integer>error(new IllegalStateException("no")).publishOn(Schedulers.parallel()))
                .doOnError(_ -> seen.set(MDC.get("request")));

        StepVerifier.create(TRAIL.on(failing)).verifyError(IllegalStateException.class);

        assertThat(seen).hasValue("r-1");
    }

    @Test
    void withoutMarksTheWorkIsLeftAsItIs() {
        StepVerifier.create(Trail.told(Flux.range(1, 3).map(_ -> Optional.ofNullable(MDC.get("request")))))
                .expectNext(Optional.empty(), Optional.empty(), Optional.empty())
                .verifyComplete();
    }
}
