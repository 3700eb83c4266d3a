package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.contract.SomeRooms;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How many weeks are fetched side by side, and what becomes of the rest. */
class FetchLanesTest {

    private static final AccountId BELMONTE = new AccountId("act_1");
    private static final AccountId LUMEN = new AccountId("act_2");
    private static final AccountId OUTDOOR = new AccountId("act_3");

    private final ApplicationContext context = ApplicationContext.builder()
            .deduceEnvironment(false)
            .enableDefaultPropertySources(false)
            .banner(false)
            .beanConfigurations(
                    new SomeRooms(List.of("dev.weekline.report.FetchSettings", "dev.weekline.report.FetchLanes")))
            .properties(Map.of(
                    "weekline.fetch.at-once", 3, "weekline.fetch.at-once-of-account", 2, "weekline.fetch.waiting", 1))
            .start();
    private final FetchLanes lanes = context.getBean(FetchLanes.class);
    private final Sinks.Empty<String> end = Sinks.empty();
    private final List<String> begun = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void anAccountHasItsShareAndTheReplicaItsBound() {
        fetch(BELMONTE, "first");
        fetch(BELMONTE, "second");
        fetch(BELMONTE, "third");
        assertThat(begun).as("two of one account").containsExactly("first", "second");
        assertThat(lanes.hasRoom()).isTrue();

        fetch(LUMEN, "fourth");
        fetch(OUTDOOR, "fifth");
        assertThat(begun).as("three in all").containsExactly("first", "second", "fourth");
        assertThat(lanes.hasRoom()).isFalse();
        assertThat(refused).isEmpty();

        end.tryEmitEmpty().orThrow();
        assertThat(begun).containsExactlyInAnyOrder("first", "second", "third", "fourth", "fifth");
        assertThat(lanes.hasRoom()).isTrue();
    }

    @Test
    void pastWhatMayWaitIsRefusedAtOnce() {
        fetch(BELMONTE, "first");
        fetch(BELMONTE, "second");
        fetch(BELMONTE, "waits");
        fetch(BELMONTE, "one too many");

        assertThat(refused).containsExactly("one too many");
    }

    private void fetch(AccountId account, String week) {
        lanes.take(
                        account,
                        Mono.defer(() -> {
                            begun.add(week);
                            return end.asMono();
                        }),
                        Mono.fromRunnable(() -> refused.add(week)))
                .subscribe();
    }
}
