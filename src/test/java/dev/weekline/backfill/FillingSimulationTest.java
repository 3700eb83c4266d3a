package dev.weekline.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.Accounts;
import dev.weekline.boot.Weekline;
import dev.weekline.meta.Insights;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.SimulatedQuota;
import dev.weekline.quota.VirtualTime;
import dev.weekline.run.Runs;
import dev.weekline.sandbox.SandboxSettings;
import dev.weekline.work.OtherProcess;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Some accounts that are filled in from nothing, on virtual days, with the real queue and the usual quota, while every
 * tenth call fails and two of three replicas are killed now and then. For as long as the issue wants it:
 * {@code -Dfilling.days=60 -Dfilling.accounts=40 -Dfilling.weeks=54}.
 */
class FillingSimulationTest {

    private static final int DAYS = Integer.getInteger("filling.days", 1);
    private static final int ACCOUNTS = Integer.getInteger("filling.accounts", 10);
    private static final int WEEKS = Integer.getInteger("filling.weeks", 54);
    private static final int REPLICAS = 3;
    private static final Duration BETWEEN_PLANS = Duration.ofHours(1);
    private static final Duration A_STEP = Duration.ofSeconds(5);
    private static final Duration A_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final VirtualTime time = new VirtualTime();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return time.instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };
    private final Random random = new Random(20250929);
    private final CallQuota quota = SimulatedQuota.usual(time);
    private final SimulatedFetching.Tally tally = new SimulatedFetching.Tally();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private final List<Simulated> processes = new ArrayList<>();
    private int scheduled;
    private int kills;

    private record Event(Instant at, int number, Runnable what) {}

    private record Simulated(Collector collector, SimulatedFetching fetching) {}

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void everyWeekIsStoredOnceAndNobodyStarves() throws SQLException {
        try (var database = new VirtualDatabase(time.instant());
                var weekline = start(database)) {
            register(database);
            for (var number = 0; number < REPLICAS; number++) {
                processes.add(process(weekline));
                tick(number, A_STEP, weekline);
            }
            var plans = weekline.context().getBean(PlanRows.class);
            plan(plans);
            killLater(0);
            killLater(1);
            var covered = Optional.<Duration>empty();
            var smallest = new ArrayList<Duration>();
            var end = time.instant().plus(Duration.ofDays(DAYS));
            while (events.peek() != null && events.peek().at().isBefore(end)) {
                var event = events.remove();
                time.pass(Duration.between(time.instant(), event.at()));
                database.set(time.instant());
                event.what().run();
                if (covered.isEmpty()) {
                    if (database.count("SELECT count(*) FROM weekly_report WHERE account_id = 'act_" + ACCOUNTS + "'")
                            > smallest.size() * (WEEKS / 2L)) {
                        smallest.add(time.passed());
                    }
                    covered = Optional.of(database.count("SELECT count(*) FROM weekly_report"))
                            .filter(stored -> stored == ACCOUNTS * (long) WEEKS)
                            .map(_ -> time.passed());
                }
            }
            System.out.printf(
                    "Filling: %d accounts, %d weeks, %d days: all stored after %.1f h; of the smallest the first after %.1f h;"
                            + " %d calls (%d failed), %d units; %d kills, %d weeks given up%n",
                    ACCOUNTS,
                    WEEKS,
                    DAYS,
                    covered.map(FillingSimulationTest::hours).orElse(-1.0),
                    smallest.stream()
                            .findFirst()
                            .map(FillingSimulationTest::hours)
                            .orElse(-1.0),
                    tally.calls,
                    tally.failed,
                    tally.units,
                    kills,
                    database.count("SELECT count(*) FROM week_work WHERE dead_at IS NOT NULL"));
            assertThat(covered).isPresent();
            assertThat(kills).isPositive();
            // Whatever is stored again although it was not stale has another revision here.
            assertThat(database.query("SELECT week_start FROM weekly_report WHERE revision <> 1"))
                    .isEmpty();
            assertThat(database.query("SELECT week_start FROM week_work WHERE dead_at IS NOT NULL"))
                    .isEmpty();
            assertThat(database.query(
                            "SELECT week_start FROM week_work WHERE lease_until < now() - interval '1 minute'"))
                    .isEmpty();
        }
    }

    private Weekline start(VirtualDatabase database) {
        return Weekline.start(
                Map.of(
                        "WEEKLINE_DATABASE_URL", database.url(),
                        "WEEKLINE_ADMIN_KEY", "a-test-key-of-more-than-24-characters",
                        "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                        "WEEKLINE_META_MODE", "live",
                        "WEEKLINE_META_BASE_URL", "http://localhost:1",
                        "WEEKLINE_BACKGROUND", "false",
                        "WEEKLINE_PLAN_HORIZON", Integer.toString(WEEKS),
                        "MICRONAUT_SERVER_PORT", "0"),
                clock,
                SandboxSettings.defaults(),
                _ -> {});
    }

    /** The slug says what an account spends in a week: the first quarter much, the next some, the rest little. */
    private static void register(VirtualDatabase database) {
        database.execute("""
                INSERT INTO ad_account (account_id, slug, name, currency, time_zone)
                SELECT 'act_' || a, CASE a * 4 / (%1$d + 1) WHEN 0 THEN 700 WHEN 1 THEN 50 ELSE 5 END || '.' || a, 'n', 'EUR',
                    CASE a %% 2 WHEN 0 THEN 'UTC' ELSE 'America/New_York' END
                FROM generate_series(1, %1$d) a
                """.formatted(ACCOUNTS));
    }

    private Simulated process(Weekline weekline) {
        var context = weekline.context();
        var other = OtherProcess.on(context);
        var fetching = new SimulatedFetching(
                quota, other.leases(), context.getBean(R2dbcOperations.class), clock, random, tally);
        return new Simulated(
                new Collector(
                        other.queue(),
                        context.getBean(Accounts.class),
                        quota,
                        context.getBean(Insights.class),
                        fetching,
                        context.getBean(Runs.class),
                        new Pauses(context.getBean(BackfillSettings.class), random::nextDouble),
                        context.getBean(BackfillSettings.class),
                        clock,
                        context.getEventPublisher(StepTaken.class),
                        Optional.of(time.timer())),
                fetching);
    }

    private void plan(PlanRows plans) {
        plans.zones()
                .flatMap(zones ->
                        plans.plan(Boundaries.last(WEEKS, zones, time.instant()).told(), time.instant()))
                .block();
        later(BETWEEN_PLANS, () -> plan(plans));
    }

    private void tick(int number, Duration wait, Weekline weekline) {
        later(wait, () -> {
            var process = processes.get(number);
            var step = process.collector().step(Duration.ofDays(1)).toFuture();
            CompletableFuture.anyOf(step, process.fetching().death()).join();
            if (process.fetching().death().isDone()) {
                kills++;
                processes.set(number, process(weekline));
                killLater(number);
                tick(number, Duration.ofMinutes(1), weekline);
            } else {
                tick(number, pause(step.join()), weekline);
            }
        });
    }

    private Duration pause(Step step) {
        return switch (step) {
            case Step.Worked worked -> worked.rests() ? A_PAUSE : A_STEP;
            case Step.Resting(var until) -> {
                var left = Duration.between(time.instant(), until);
                yield left.compareTo(A_PAUSE) < 0 ? A_PAUSE : left.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : left;
            }
            case Step.UnderWay _, Step.Busy _, Step.Nothing _ -> LONGEST_PAUSE;
        };
    }

    private void killLater(int number) {
        later(
                Duration.ofMinutes(30 + random.nextInt(12 * 60)),
                () -> processes.get(number).fetching().condemn());
    }

    private void later(Duration wait, Runnable what) {
        events.add(new Event(time.instant().plus(wait), scheduled++, what));
    }

    private static double hours(Duration duration) {
        return duration.toMinutes() / 60.0;
    }
}
