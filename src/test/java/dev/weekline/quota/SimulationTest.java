package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.quota.Findings.Proof;
import dev.weekline.quota.Findings.Share;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What two days of an agency show of the quota ({@link Simulation}).
 *
 * <p>The share of use is what Meta counted of our calls, over what could have been used, both by the hour and summed up
 * from {@link #LEARNED} on. Usable is, for an account and an hour, what the gates leave of Meta's true quota: 90 %
 * where somebody waited all through the hour, otherwise what background work may fill: 70 % of the account's calls or
 * 60 % of its insights, whichever is less. The accounts together can use no more than 80 % of the app, or 90 % where
 * somebody waited all hour for an account of which less than 80 % was used. Use beyond what is usable in an hour does
 * not make up for another.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SimulationTest {

    private static final long SEED = Long.getLong("weekline.simulation.seed", 20250929);

    /** Hours until the sizes of the buckets have grown from the guess to what Meta allows. */
    private static final int LEARNED = 4;

    private static final double LEAST_SHARE = 0.93;
    private static final double LEAST_RIGHT = 0.9;
    private static final double TOLERANCE = 0.2;
    private static final Duration SHORT = Duration.ofMinutes(1);

    private Findings found = new Simulation(SEED).run();

    @BeforeAll
    void thereWasWork() {
        assertThat(found.fromMeta + found.fromStore).as(numbers()).isEqualTo(Simulation.READS);
        assertThat(found.background).as(numbers()).isPositive();
        assertThat(found.blocks()).as(numbers()).isNotEmpty();
    }

    @AfterAll
    void say() {
        System.out.println(numbers());
    }

    @Test
    void noCallIsMadeWhileMetaIsKnownToBlock() {
        assertThat(found.madeWhileBlocked).as(numbers()).isZero();
    }

    @Test
    void noCallIsRefusedAgainInABlockButThoseUnderWayWhenItBegan() {
        assertThat(found.blocks())
                .as(numbers())
                .allSatisfy(block -> assertThat(block.madeInSpite).isZero());
    }

    @Test
    void refusalsAreRare() {
        assertThat(refused()).as(numbers()).isLessThan(found.calls / 1000);
    }

    @Test
    void backgroundWorkNeverPassesSomebodyWhoWaitsNorTouchesTheReserve() {
        assertThat(found.overtaken).as(numbers()).isEmpty();
    }

    @Test
    void whatCanBeUsedIsUsed() {
        assertThat(share().ofUsable()).as(numbers()).isGreaterThanOrEqualTo(LEAST_SHARE);
    }

    @Test
    void whoIsToldToWaitIsToldHowLong() {
        assertThat(right(judged())).as(numbers()).isGreaterThanOrEqualTo(LEAST_RIGHT);
    }

    private Share share() {
        var hours = IntStream.range(LEARNED, Simulation.HOURS)
                .mapToObj(found::share)
                .toList();
        return new Share(
                hours.stream().mapToDouble(Share::used).sum(),
                hours.stream().mapToDouble(Share::usable).sum(),
                hours.stream().mapToDouble(Share::whole).sum());
    }

    private List<Proof> told() {
        return found.proofs.stream()
                .filter(proof -> proof.hour() >= LEARNED)
                .filter(proof -> proof.told().waits().compareTo(SHORT) > 0
                        || proof.took().compareTo(SHORT) > 0)
                .toList();
    }

    private List<Proof> judged() {
        return told().stream().filter(proof -> !proof.surprised()).toList();
    }

    private static double right(List<Proof> proofs) {
        var right = proofs.stream()
                .filter(proof -> Math.abs(proof.error()) <= TOLERANCE)
                .count();
        return (double) right / proofs.size();
    }

    private int refused() {
        return found.blocks().stream().mapToInt(block -> block.refused).sum();
    }

    private String numbers() {
        var share = share();
        return """
                Seed %d: %d calls, %d of them background; %d reads asked Meta, %d did not, %d answered; denied %d times
                Blocks of Meta: %d, refused in them %d, made while known %d; background calls that were unfair %s
                Used from hour %d on: %.3f of what is usable, %.3f of all that Meta allows; by the hour %s
                Forecasts over a minute: %d, %d more while a quota shrank; right within a fifth: %.3f; errors by twentieths %s
                """.formatted(
                SEED,
                found.calls,
                found.background,
                found.fromMeta,
                found.fromStore,
                found.served,
                found.deniedByUs,
                found.blocks().size(),
                refused(),
                found.madeWhileBlocked,
                found.overtaken,
                LEARNED,
                share.ofUsable(),
                share.ofWhole(),
                IntStream.range(0, Simulation.HOURS)
                        .mapToObj(hour -> "%.2f".formatted(found.share(hour).ofUsable()))
                        .collect(Collectors.joining(" ")),
                judged().size(),
                told().size() - judged().size(),
                right(judged()),
                errors());
    }

    private String errors() {
        var errors = judged().stream().mapToDouble(Proof::error).sorted().toArray();
        return IntStream.rangeClosed(0, 20)
                .mapToObj(part -> "%.2f".formatted(errors[part * (errors.length - 1) / 20]))
                .collect(Collectors.joining(" "));
    }
}
