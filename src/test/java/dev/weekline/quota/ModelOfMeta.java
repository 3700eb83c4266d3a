package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota.Reached;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Meta as far as its limits go. It counts what calls cost it, which is not quite what they weigh with us, over the last
 * hour: for each account, for the insights of each account, and for the app. Who goes beyond is refused, and stays out
 * until the hour holds less again; a call during that time makes it longer. Headers have Meta's shapes, and some of
 * them lie.
 */
final class ModelOfMeta {

    /** What a call of a section costs Meta for each unit that it weighs with us. */
    private static final Map<String, Double> COST = Map.of(
            "totals", 1.0,
            "campaigns", 1.3,
            "placements", 0.85,
            "demographics", 0.95,
            "relevance", 1.2,
            "daily", 0.9);

    private static final double SPREAD = 0.15;
    private static final double LIES = 0.1;
    private static final double FULL = 100;
    private static final int SECONDS_A_MINUTE = 60;

    /** In what time the score of an ad account is forgotten, as Meta has it. */
    private static final Duration SCORE_DECAYS = Duration.ofMinutes(5);

    private static final Duration UNTOLD_BLOCK = Duration.ofMinutes(5);
    private static final Duration EXTENSION = Duration.ofMinutes(1);

    private final InstantSource time;
    private final Random random;
    private final double appQuota;
    private final RollingSum app = new RollingSum();
    private final Map<AccountId, Truth> accounts = new LinkedHashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private Optional<Block> appBlock = Optional.empty();

    ModelOfMeta(double appQuota, InstantSource time, Random random) {
        this.appQuota = appQuota;
        this.time = time;
        this.random = random;
    }

    /** One answer; what it cost is 0 where it was refused. */
    record Answer(Usage usage, Optional<Reached> reached, double cost, Optional<Block> block) {}

    /** A time during which Meta refuses; told to us with the first answer that says so. */
    static final class Block {

        final Gate gate;
        final Optional<AccountId> account;
        final Instant from;
        private final boolean isTimeTold;
        Instant until;
        Instant told = Instant.MAX;
        int refused;
        int madeInSpite;

        private Block(Gate gate, Optional<AccountId> account, Instant from, Instant until, boolean isTimeTold) {
            this.isTimeTold = isTimeTold;
            this.gate = gate;
            this.account = account;
            this.from = from;
            this.until = until;
        }

        /** Another call came; whoever is told no time is let in when nothing was asked for as long as is usual. */
        private void extend(Instant now) {
            until = isTimeTold ? until.plus(EXTENSION) : now.plus(UNTOLD_BLOCK);
        }
    }

    /** What Meta allows one account. */
    private static final class Truth {

        private double account;
        private double insights;
        private final boolean lies;
        private final RollingSum use = new RollingSum();
        private Optional<Block> block = Optional.empty();

        private Truth(double account, double insights, boolean lies) {
            this.account = account;
            this.insights = insights;
            this.lies = lies;
        }
    }

    /** An account of which Meta allows so much an hour; of one that lies no header is ever true. */
    void add(AccountId id, double account, double insights, boolean lies) {
        accounts.put(id, new Truth(account, insights, lies));
    }

    void shrink(AccountId id, double to) {
        var truth = truth(id);
        truth.account *= to;
        truth.insights *= to;
    }

    double account(AccountId id) {
        return truth(id).account;
    }

    double insights(AccountId id) {
        return truth(id).insights;
    }

    double app() {
        return appQuota;
    }

    boolean lies(AccountId id) {
        return truth(id).lies;
    }

    /** The part of an account's hour that is used, by whichever limit is nearer; 1 is all of it. */
    double used(AccountId id) {
        var truth = truth(id);
        return truth.use.at(time.instant()) / Math.min(truth.account, truth.insights);
    }

    double usedOfApp() {
        return app.at(time.instant()) / appQuota;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** Blocks under way of which we have been told. */
    List<Block> known(AccountId id) {
        var now = time.instant();
        return blocks.stream()
                .filter(block -> block.account.isEmpty() || block.account.get().equals(id))
                .filter(block -> block.told.isBefore(now) && now.isBefore(block.until))
                .toList();
    }

    /** A call arrives; the answer leaves at once. */
    Answer ask(AccountId id, String section, int units) {
        var now = time.instant();
        var truth = truth(id);
        var cost = units * COST.getOrDefault(section, 1.0) * (1 + SPREAD * random.nextGaussian());
        var standing = standing(appBlock, now).or(() -> standing(truth.block, now));
        if (standing.isPresent()) {
            standing.get().extend(now);
            return refused(id, standing.get());
        }
        if (app.at(now) + cost > appQuota) {
            appBlock = Optional.of(begin(Gate.APP, Optional.empty(), UNTOLD_BLOCK, false));
            return refused(id, appBlock.get());
        }
        var use = truth.use.at(now) + cost;
        if (use > truth.account || use > truth.insights) {
            var gate = use > truth.insights ? Gate.USE_CASE : Gate.ACCOUNT;
            var quota = Math.min(truth.account, truth.insights);
            truth.block = Optional.of(
                    begin(gate, Optional.of(id), truth.lies ? UNTOLD_BLOCK : untilBelow(truth, quota), !truth.lies));
            return refused(id, truth.block.get());
        }
        app.add(cost, now);
        truth.use.add(cost, now);
        return new Answer(headers(id, truth), Optional.empty(), cost, Optional.empty());
    }

    private static Optional<Block> standing(Optional<Block> block, Instant now) {
        return block.filter(known -> known.until.isAfter(now));
    }

    private Duration untilBelow(Truth truth, double quota) {
        return truth.use.untilAtMost(0.97 * quota, time.instant()).plusSeconds(SECONDS_A_MINUTE - 1);
    }

    private Block begin(Gate gate, Optional<AccountId> account, Duration length, boolean isTimeTold) {
        var now = time.instant();
        var whole = Duration.ofMinutes(Math.max(1, length.toMinutes()));
        var block = new Block(gate, account, now, now.plus(whole), isTimeTold);
        blocks.add(block);
        return block;
    }

    /** A refusal names its time in the header of the use case; that of the app, and of whoever lies, does not. */
    private Answer refused(AccountId id, Block block) {
        block.refused++;
        var truth = truth(id);
        var left = Duration.between(time.instant(), block.until);
        var minutes = Math.ceilDiv(left.toSeconds(), SECONDS_A_MINUTE);
        var isTold = block.gate != Gate.APP && !truth.lies;
        var usage = isTold ? new Usage(told(id, truth, minutes)) : headers(id, truth);
        var pause = isTold ? Duration.ofMinutes(minutes) : UNTOLD_BLOCK;
        return new Answer(usage, Optional.of(new Reached(block.gate, pause)), 0, Optional.of(block));
    }

    private Usage headers(AccountId id, Truth truth) {
        return truth.lies || random.nextDouble() < LIES ? lie(id) : new Usage(told(id, truth, 0));
    }

    private Usage lie(AccountId id) {
        return switch (random.nextInt(3)) {
            case 0 -> Usage.SILENT;
            case 1 -> new Usage(shown(id, 0.01, 0.01, 0.01, 0, 0));
            default ->
                new Usage(Map.of(
                        "x-app-usage", "{\"call_count\":",
                        "x-ad-account-usage", "<html>no</html>",
                        "x-fb-ads-insights-throttle", "{\"acc_id_util_pct\":\"lots\"}",
                        "x-business-use-case-usage", "[[]]"));
        };
    }

    private Map<String, String> told(AccountId id, Truth truth, long regain) {
        var now = time.instant();
        var use = truth.use.at(now);
        var left = truth.block
                .map(block -> Duration.between(now, block.until).toSeconds())
                .orElse(0L);
        var reset = left > 0 ? left : SCORE_DECAYS.toSeconds();
        return shown(
                id,
                percent(app.at(now), appQuota),
                percent(use, truth.account),
                percent(use, truth.insights),
                reset,
                regain);
    }

    private static Map<String, String> shown(
            AccountId id, double app, double account, double insights, long reset, long regain) {
        return Map.of(
                "x-app-usage",
                "{\"call_count\":%d,\"total_cputime\":%d,\"total_time\":%d}"
                        .formatted((long) app, (long) (app / 2), (long) (app / 3)),
                "x-ad-account-usage",
                "{\"acc_id_util_pct\":%s,\"reset_time_duration\":%d,\"ads_api_access_tier\":\"development_access\"}"
                        .formatted(two(account), reset),
                "x-fb-ads-insights-throttle",
                "{\"app_id_util_pct\":%s,\"acc_id_util_pct\":%s,\"ads_api_access_tier\":\"development_access\"}"
                        .formatted(two(app), two(insights)),
                "x-business-use-case-usage",
                ("{\"%s\":[{\"type\":\"ads_insights\",\"call_count\":%d,\"total_cputime\":%d,\"total_time\":%d,"
                                + "\"estimated_time_to_regain_access\":%d,"
                                + "\"ads_api_access_tier\":\"development_access\"}]}")
                        .formatted(
                                id.value().substring("act_".length()),
                                (long) insights,
                                (long) (insights / 3),
                                (long) (insights / 2),
                                regain));
    }

    private static String two(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }

    private static double percent(double use, double quota) {
        return FULL * use / quota;
    }

    private Truth truth(AccountId id) {
        var truth = accounts.get(id);
        if (truth == null) {
            throw new IllegalArgumentException("Meta does not know " + id);
        }
        return truth;
    }
}
