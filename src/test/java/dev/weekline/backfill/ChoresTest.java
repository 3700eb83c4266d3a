package dev.weekline.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.database.Chore;
import dev.weekline.database.Lane;
import dev.weekline.report.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ChoresTest {

    private static final Duration NEVER_AGAIN = Duration.ofDays(1);

    private final List<String> done = new ArrayList<>();

    @Test
    void oneThatFailsKeepsNoOtherFromBeingDoneAndEachHasItsOwnTime() {
        var chores = new Chores(List.of(
                chore("one", NEVER_AGAIN, Mono.just(2L)),
                chore("broken", NEVER_AGAIN, Mono.error(new IllegalStateException("of the test"))),
                chore("often", Duration.ZERO, Mono.just(3L))));

        assertThat(chores.due().block()).isEqualTo(5);
        assertThat(chores.due().block()).isEqualTo(3);
        assertThat(done).containsExactly("one", "broken", "often", "often");
    }

    @Test
    void everyRoomsChoresAreDoneInTheLaneOfTheBackground() {
        try (var service = TestService.start()) {
            var all = service.weekline.context().getBeansOfType(Chore.class);

            assertThat(all)
                    .extracting(Chore::what)
                    .contains(
                            "operations that were over long ago",
                            "rows of the usage log",
                            "rows of reports that nobody reads any more",
                            "rows of accounts that were deleted",
                            "buckets that had refilled",
                            "learned sizes",
                            "gates that are open again",
                            "rows of what was spent",
                            "runs and calls that are too old");
            assertThat(all).allSatisfy(chore -> assertThat(chore.once().block()).isNotNull());
        }
        var lanes = new ArrayList<Object>();
        new Chores(List.of(chore("looks", NEVER_AGAIN, Mono.deferContextual(context -> {
                    lanes.add(context.get(Lane.class));
                    return Mono.just(0L);
                }))))
                .due()
                .block();
        assertThat(lanes).containsExactly(Lane.BACKGROUND);
    }

    private Chore chore(String what, Duration every, Mono<Long> work) {
        return Chore.of(what, every, () -> {
            done.add(what);
            return work;
        });
    }
}
