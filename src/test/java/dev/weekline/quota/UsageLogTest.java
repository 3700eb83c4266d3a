package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class UsageLogTest {

    private final VirtualTime time = new VirtualTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<List<LoggedUsage>> stored = new ArrayList<>();

    @Test
    void whatWaitsIsStoredInBatchesAndInOrder() {
        var log = log(this::store);
        var usages = add(log, 7);

        log.drain().block();

        assertThat(stored).extracting(List::size).containsExactly(3, 3, 1);
        assertThat(stored.stream().flatMap(List::stream)).isEqualTo(usages);
        assertThat(dropped()).isZero();
    }

    @Test
    void aFullBatchIsStoredWithoutBeingAskedTo() {
        var log = log(this::store);
        add(log, 2);
        time.pass(Duration.ofMillis(1));
        assertThat(stored).isEmpty();

        add(log, 1);
        time.pass(Duration.ofMillis(1));
        assertThat(stored).extracting(List::size).containsExactly(3);
    }

    @Test
    void whatThereIsNoRoomForIsDroppedAndCounted() {
        var slow = Sinks.<Long>one();
        var log = log(_ -> slow.asMono());
        add(log, 10);
        log.begin();

        add(log, 2);

        assertThat(dropped()).isEqualTo(2);
        slow.tryEmitValue(1L);
        add(log, 1);
        assertThat(dropped()).isEqualTo(2);
    }

    @Test
    void aBatchThatFailsIsTriedAgainAndThenDroppedAndCounted() {
        var tries = new ArrayList<Integer>();
        var log = log(batch -> {
            tries.add(batch.size());
            return batch.size() == 3 ? Mono.error(new IllegalStateException("away")) : store(batch);
        });
        add(log, 4);

        log.begin();
        time.pass(Duration.ofMinutes(1));

        assertThat(tries).containsExactly(3, 3, 3, 1);
        assertThat(dropped()).isEqualTo(3);
        assertThat(stored).extracting(List::size).containsExactly(1);
    }

    @Test
    void aDatabaseThatNeverAnswersIsGivenUp() {
        var log = log(_ -> Mono.never());
        add(log, 1);

        log.begin();
        time.pass(Duration.ofMinutes(2));

        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void theRestIsStoredAtTheEnd() {
        var log = log(this::store);
        add(log, 5);

        log.close();

        assertThat(stored).extracting(List::size).containsExactly(3, 2);
        assertThat(dropped()).isZero();
    }

    @Test
    void theEndWaitsForNoDatabaseThatIsStuck() {
        var log = new UsageLog(_ -> Mono.never(), settings(Duration.ofMillis(1)), meters, Schedulers.parallel());
        add(log, 5);

        log.close();

        assertThat(dropped()).isEqualTo(5);
    }

    private UsageLog log(Function<List<LoggedUsage>, Mono<Long>> store) {
        return new UsageLog(store, settings(Duration.ofSeconds(20)), meters, time.timer());
    }

    private static UsageLogSettings settings(Duration farewell) {
        return new UsageLogSettings(
                10,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                farewell,
                Duration.ofDays(30),
                Duration.ofHours(1));
    }

    private Mono<Long> store(List<LoggedUsage> batch) {
        stored.add(List.copyOf(batch));
        return Mono.just((long) batch.size());
    }

    private List<LoggedUsage> add(UsageLog log, int count) {
        var added = new ArrayList<LoggedUsage>();
        for (var i = 0; i < count; i++) {
            var usage = new LoggedUsage(
                    UUID.randomUUID(),
                    new AccountId("act_1"),
                    time.instant(),
                    "totals",
                    Usage.SILENT,
                    UsageReading.SILENT,
                    Optional.empty());
            log.add(usage);
            added.add(usage);
        }
        return added;
    }

    private double dropped() {
        return meters.get("weekline.quota.usage.dropped").counter().count();
    }
}
