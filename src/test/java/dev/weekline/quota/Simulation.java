package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.SimulatedReader.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Two days of an agency with 20 accounts: 10,000 reads of weeks, with rush hours, and a backfill that never runs out of
 * work, against a {@link ModelOfMeta}. Everything runs in virtual time, on the classes of production with the buckets
 * of one process.
 */
final class Simulation {

    static final int ACCOUNTS = 20;
    static final int READS = 10_000;
    static final int HOURS = 48;

    /** Starting guess of every bucket, as the settings have it. */
    private static final QuotaSettings GUESS = new QuotaSettings(200, 100, 40);

    private static final int[] QUOTAS = {
        60, 80, 100, 120, 150, 150, 180, 200, 200, 220, 240, 250, 280, 300, 300, 350, 400, 450, 500, 700
    };
    private static final double APP_QUOTA = 4_400;
    private static final int LIAR = 5;

    /** In the evening, so that the night is there to learn in. */
    private static final int BEGINS_AT = 20;

    private static final int WEEKS = 160;
    private static final double SHARE_OF_OLD_WEEKS = 0.35;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SAMPLE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final Random random;
    private final ModelOfMeta meta;
    private final List<AccountId> accounts = new ArrayList<>();
    private final SimulatedQuota quota = new SimulatedQuota(GUESS, time);
    private final Findings findings;

    private final Map<AccountId, Integer> waiting = new HashMap<>();
    private final Set<String> stored = new HashSet<>();
    private final Set<String> underWay = new HashSet<>();
    private final Map<AccountId, List<Instant>> shrunk = new LinkedHashMap<>();

    Simulation(long seed) {
        this.random = new Random(seed);
        this.meta = new ModelOfMeta(APP_QUOTA, time, random);
        for (var i = 0; i < ACCOUNTS; i++) {
            var id = new AccountId("act_12033000000000" + (10 + i));
            accounts.add(id);
            meta.add(id, QUOTAS[i], i % 2 == 0 ? QUOTAS[i] * 1.2 : QUOTAS[i], i == LIAR);
        }
        this.findings = new Findings(accounts, meta);
    }

    Findings run() {
        scheduleReads();
        accounts.forEach(account -> later(seconds(60), new SimulatedBackfill(this, account)::next));
        shrink(Duration.ofHours(16), 0.5, 3, 9, 15);
        shrink(Duration.ofHours(31), 0.6, 8, 12, 15);
        for (var at = SAMPLE; at.compareTo(Duration.ofHours(HOURS)) <= 0; at = at.plus(SAMPLE)) {
            later(at, this::sample);
        }
        time.pass(Duration.ofHours(HOURS));
        findings.end(now());
        return findings;
    }

    CallQuota quota() {
        return quota.calls();
    }

    Instant now() {
        return time.instant();
    }

    void later(Duration wait, Runnable what) {
        Mono.delay(wait, time.timer()).subscribe(_ -> what.run());
    }

    /** An interactive call is asked for. */
    void begins(AccountId account) {
        waiting.merge(account, 1, Integer::sum);
    }

    /** It has been granted or denied. */
    void ends(AccountId account) {
        waiting.merge(account, -1, Integer::sum);
    }

    void denied(boolean byUs) {
        findings.denied(byUs);
    }

    void told(Forecast told) {
        findings.told(told);
    }

    /** It was followed by a denial, which is what the reader goes by. */
    void replaced(Forecast told) {
        findings.replaced(told);
    }

    void proved(Forecast told, Instant served) {
        var surprised = shrunk.getOrDefault(told.account(), List.of()).stream()
                .anyMatch(at -> at.isAfter(told.at()) && at.isBefore(served));
        findings.proved(told, served, surprised, hour());
    }

    void backgroundGranted(AccountId account, int units) {
        var passed = waiting.getOrDefault(account, 0);
        findings.backgroundGranted(account, passed, quota.isReserveThere(account, units), now());
    }

    /** A call travels to Meta, and its answer back; what the answer says is told to the quota. */
    Mono<ModelOfMeta.Answer> call(AccountId account, String section, int units, Work work) {
        return Mono.defer(() -> {
            findings.made(meta.known(account));
            return Mono.delay(latency(), time.timer())
                    .map(_ -> meta.ask(account, section, units))
                    .delayElement(latency(), time.timer())
                    .doOnNext(answer -> {
                        findings.answered(account, work, answer, hour(), now());
                        quota.calls().told(account, section, answer.usage(), answer.reached());
                    });
        });
    }

    private int hour() {
        return (int) time.passed().toHours();
    }

    private Duration latency() {
        return Duration.ofMillis(100 + random.nextInt(900));
    }

    private Duration seconds(int most) {
        return Duration.ofMillis(random.nextInt(most * 1000));
    }

    private void shrink(Duration at, double to, int... which) {
        later(at, () -> {
            for (var i : which) {
                meta.shrink(accounts.get(i), to);
                shrunk.computeIfAbsent(accounts.get(i), _ -> new ArrayList<>()).add(now());
            }
        });
    }

    private void sample() {
        findings.sample(hour(), account -> waiting.getOrDefault(account, 0) > 0);
    }

    private void scheduleReads() {
        var appetites = accounts.stream()
                .map(account -> meta.account(account) * (0.4 + 1.2 * random.nextDouble()))
                .toList();
        var most = appetites.stream().mapToDouble(Double::doubleValue).sum();
        for (var read = 0; read < READS; read++) {
            var account = accounts.get(pick(appetites, most));
            later(moment(), () -> read(account));
        }
    }

    private int pick(List<Double> weights, double sum) {
        var left = random.nextDouble() * sum;
        for (var i = 0; i < weights.size(); i++) {
            left -= weights.get(i);
            if (left < 0) {
                return i;
            }
        }
        return weights.size() - 1;
    }

    /** Quiet nights, busy days, and a rush in the morning and after lunch. */
    private Duration moment() {
        while (true) {
            var at = Duration.ofSeconds(random.nextInt(HOURS * 3600));
            if (random.nextDouble() * 4 < rush((int) (at.toHours() + BEGINS_AT) % 24)) {
                return at;
            }
        }
    }

    private static double rush(int hourOfDay) {
        return switch (hourOfDay) {
            case 9, 10 -> 4;
            case 14, 15 -> 3.5;
            case 8, 11, 12, 13, 16, 17 -> 1.5;
            case 18, 19, 20, 21 -> 0.8;
            default -> 0.15;
        };
    }

    /** Some ask for weeks that others have read; those are stored, or on their way to be. */
    private void read(AccountId account) {
        var isOld = random.nextDouble() < SHARE_OF_OLD_WEEKS;
        var week = account + "/" + (isOld ? random.nextInt(8) : 8 + random.nextInt(WEEKS * 20));
        if (stored.contains(week) || !underWay.add(week)) {
            findings.readFromStore();
            return;
        }
        findings.readFromMeta();
        new SimulatedReader(this, account, week, PATIENCE, () -> {
                    stored.add(week);
                    underWay.remove(week);
                    findings.served();
                })
                .read();
    }
}
