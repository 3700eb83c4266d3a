package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class ReadLanesTest {

    private final ReadLanes lanes = new ReadLanes(new ReadSettings(1, 1));
    private final Sinks.One<String> first = Sinks.one();
    private final List<String> read = new ArrayList<>();
    private final List<Throwable> refused = new ArrayList<>();

    @Test
    void readersAreServedOneAfterTheOtherAndACrowdIsToldToComeBack() {
        read(first.asMono());
        read(Mono.just("second"));
        read(Mono.just("third"));

        assertThat(read).isEmpty();
        assertThat(refused).singleElement().isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
            assertThat(problem.retryAfter()).isPresent();
        });

        first.tryEmitValue("first").orThrow();

        assertThat(read).containsExactly("first", "second");
    }

    private void read(Mono<String> reading) {
        Flux.from(lanes.take(reading)).subscribe(read::add, refused::add);
    }
}
