package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.boot.TestDatabase;
import dev.weekline.quota.Permit.Granted;
import dev.weekline.quota.QuotaRig.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What holds however eight clients meet at buckets in a real database. Each try has buckets of its own. */
class SharedBucketsPropertiesTest {

    private static final int CLIENTS = 8;
    private static final int CALLS_OF_A_CLIENT = 24;
    private static final int AT_A_TIME = 4;
    private static final int HEAVIEST = 9;
    private static final AtomicInteger TRIES = new AtomicInteger();
    private static final List<QuotaRig> RIGS = new ArrayList<>();
    private static final List<TestDatabase.Fresh> DATABASES = new ArrayList<>();

    @BeforeContainer
    static void open() {
        DATABASES.add(TestDatabase.fresh());
        RIGS.add(new QuotaRig(DATABASES.getFirst()));
        RIGS.add(new QuotaRig(DATABASES.getFirst()));
    }

    @AfterContainer
    static void close() {
        RIGS.forEach(QuotaRig::close);
        RIGS.clear();
        DATABASES.forEach(TestDatabase.Fresh::close);
        DATABASES.clear();
    }

    /** How the clients meet: what each call costs, and when how much time passes for all of them. */
    record Meeting(QuotaSettings size, long seed, Duration turn, int callsATurn) {}

    /** @param from a moment before the units were taken, and {@code to} one after that */
    private record Spent(int units, Instant from, Instant to) {}

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void noSpanOfTimeSeesMoreThanCapacityAndRefill(@ForAll("meetings") Meeting meeting) {
        var account = new AccountId("act_" + (7_000_000 + TRIES.incrementAndGet()));
        var time = new TurnedTime();
        // The buckets of the last try have filled up again.
        time.pass(Duration.ofDays(TRIES.get()));

        var spent = meet(meeting, account, time);

        for (var first : spent) {
            for (var last : spent) {
                if (last.to().isBefore(first.from())) {
                    continue;
                }
                var within = spent.stream()
                        .filter(one ->
                                !one.from().isBefore(first.from()) && !one.to().isAfter(last.to()))
                        .mapToLong(Spent::units)
                        .sum();
                assertThat(within).isLessThanOrEqualTo(most(meeting.size(), Duration.between(first.from(), last.to())));
            }
        }
        assertThat(spent).isNotEmpty();
    }

    @Provide
    Arbitrary<Meeting> meetings() {
        var sizes = Combinators.combine(
                        Arbitraries.integers().between(60, 20_000),
                        Arbitraries.integers().between(HEAVIEST, 300))
                .as(SharedBucketsPropertiesTest::size);
        return Combinators.combine(
                        sizes,
                        Arbitraries.longs(),
                        Arbitraries.integers().between(1, 4_000).map(Duration::ofMillis),
                        Arbitraries.integers().between(1, 40))
                .as(Meeting::new);
    }

    private static QuotaSettings size(int unitsPerHour, int burst) {
        return new QuotaSettings(unitsPerHour, burst, 0);
    }

    /** A millisecond's worth may have begun before a span and end in it. */
    private static long most(QuotaSettings size, Duration span) {
        return size.burst()
                + Math.ceilDiv(
                        size.unitsPerHour() * span.toMillis(),
                        Duration.ofHours(1).toMillis())
                + 1;
    }

    private static List<Spent> meet(Meeting meeting, AccountId account, TurnedTime time) {
        var begun = new AtomicInteger();
        return Objects.requireNonNull(Flux.range(0, CLIENTS)
                .flatMap(
                        client -> spend(meeting, client, account, time, begun).subscribeOn(Schedulers.boundedElastic()),
                        CLIENTS)
                .collectList()
                .block());
    }

    private static Flux<Spent> spend(
            Meeting meeting, int client, AccountId account, TurnedTime time, AtomicInteger begun) {
        var random = new Random(meeting.seed() + client);
        var shared = RIGS.get(client % RIGS.size()).buckets(time);
        var quota = new TokenBuckets(meeting.size(), meeting.size(), shared, time, Schedulers.parallel());
        return Flux.range(0, CALLS_OF_A_CLIENT)
                .map(_ -> 1 + random.nextInt(HEAVIEST))
                .flatMap(units -> take(quota, account, units, turned(meeting, time, begun)), AT_A_TIME);
    }

    /** Whoever begins a call may be the one with whom time goes on. */
    private static TurnedTime turned(Meeting meeting, TurnedTime time, AtomicInteger begun) {
        if (begun.incrementAndGet() % meeting.callsATurn() == 0) {
            time.pass(meeting.turn());
        }
        return time;
    }

    private static Mono<Spent> take(TokenBuckets quota, AccountId account, int units, TurnedTime time) {
        return Mono.defer(() -> {
            var from = time.instant();
            return quota.take(account, Work.INTERACTIVE, units, Duration.ZERO)
                    .ofType(Granted.class)
                    .map(granted -> new Spent(granted.units(), from, time.instant()));
        });
    }
}
