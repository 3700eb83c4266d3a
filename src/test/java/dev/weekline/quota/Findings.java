package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.ModelOfMeta.Answer;
import dev.weekline.quota.ModelOfMeta.Block;
import dev.weekline.quota.SimulatedReader.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What is written down while the simulation runs. */
final class Findings {

    private static final int NEARLY_ALL_SAMPLES = 59;

    /** The thresholds of the design. */
    private static final double BACKGROUND_ACCOUNT = 0.7;

    private static final double BACKGROUND_INSIGHTS = 0.6;
    private static final double BACKGROUND_APP = 0.8;
    private static final double EVERYTHING = 0.9;

    /** An account of which less is used than this waits for the app, not for itself. */
    private static final double ACCOUNT_IS_NOT_THE_LIMIT = 0.8;

    private final List<AccountId> accounts;
    private final ModelOfMeta meta;
    private final Map<AccountId, Hour[]> hours = new HashMap<>();
    private final int[] appWaits = new int[Simulation.HOURS + 1];

    private final List<Forecast> open = new ArrayList<>();
    final List<Proof> proofs = new ArrayList<>();
    final List<String> overtaken = new ArrayList<>();
    int madeWhileBlocked;
    int calls;
    int background;
    int fromStore;
    int fromMeta;
    int served;
    int deniedByUs;
    int refusedByMeta;

    /** One hour of an account, in what Meta counts. */
    private static final class Hour {
        private double interactive;
        private double background;
        private int waitingSamples;
        private double account;
        private double insights;
        private int samples;

        double used() {
            return interactive + background;
        }

        double quota() {
            return samples == 0 ? 0 : Math.min(account, insights) / samples;
        }

        double usable() {
            if (samples == 0) {
                return 0;
            }
            var share = waitingSamples >= NEARLY_ALL_SAMPLES
                    ? EVERYTHING * Math.min(account, insights)
                    : Math.min(BACKGROUND_ACCOUNT * account, BACKGROUND_INSIGHTS * insights);
            return share / samples;
        }
    }

    /** A forecast, and what came of it. */
    record Proof(Forecast told, Duration took, boolean surprised, int hour) {

        /** How far the forecast was off, as a share of what it really took. */
        double error() {
            var real = Math.max(1.0, took.toMillis());
            return (told.waits().toMillis() - real) / real;
        }
    }

    /** What was used of what could be used. */
    record Share(double used, double usable, double whole) {

        double ofUsable() {
            return used / usable;
        }

        double ofWhole() {
            return used / whole;
        }
    }

    Findings(List<AccountId> accounts, ModelOfMeta meta) {
        this.accounts = accounts;
        this.meta = meta;
        for (var account : accounts) {
            var all = new Hour[Simulation.HOURS + 1];
            for (var hour = 0; hour < all.length; hour++) {
                all[hour] = new Hour();
            }
            hours.put(account, all);
        }
    }

    void readFromStore() {
        fromStore++;
    }

    void readFromMeta() {
        fromMeta++;
    }

    void served() {
        served++;
    }

    void denied(boolean byUs) {
        if (byUs) {
            deniedByUs++;
        } else {
            refusedByMeta++;
        }
    }

    /** A call is made while these blocks are known. */
    void made(List<Block> known) {
        calls++;
        if (!known.isEmpty()) {
            madeWhileBlocked++;
            known.forEach(block -> block.madeInSpite++);
        }
    }

    void answered(AccountId account, Work work, Answer answer, int hour, Instant now) {
        answer.block().ifPresent(block -> block.told = now.isBefore(block.told) ? now : block.told);
        var of = hours(account)[hour];
        switch (work) {
            case INTERACTIVE -> of.interactive += answer.cost();
            case BACKGROUND -> of.background += answer.cost();
        }
    }

    void backgroundGranted(AccountId account, int passed, boolean isReserveThere, Instant now) {
        background++;
        if (passed > 0 || !isReserveThere) {
            overtaken.add("%s at %s passed %d, reserve there: %s".formatted(account, now, passed, isReserveThere));
        }
    }

    void sample(int hour, Predicate<AccountId> waits) {
        var appIsTheLimit = false;
        for (var account : accounts) {
            var of = hours(account)[Math.max(0, hour)];
            of.samples++;
            of.account += meta.account(account);
            of.insights += meta.insights(account);
            if (waits.test(account)) {
                of.waitingSamples++;
                appIsTheLimit |= meta.used(account) < ACCOUNT_IS_NOT_THE_LIMIT;
            }
        }
        if (appIsTheLimit) {
            appWaits[hour]++;
        }
    }

    void told(Forecast told) {
        open.add(told);
    }

    void replaced(Forecast told) {
        open.remove(told);
    }

    /** What should have come true by now, with what it may be off, and did not, is as wrong as it is by now. */
    void end(Instant now) {
        open.stream()
                .filter(told -> told.at()
                        .plus(told.waits().multipliedBy(6).dividedBy(5))
                        .plusSeconds(60)
                        .isBefore(now))
                .forEach(
                        told -> proofs.add(new Proof(told, Duration.between(told.at(), now), false, Simulation.HOURS)));
    }

    void proved(Forecast told, Instant served, boolean surprised, int hour) {
        open.remove(told);
        proofs.add(new Proof(told, Duration.between(told.at(), served), surprised, hour));
    }

    Share share(int hour) {
        var used = 0.0;
        var usable = 0.0;
        var whole = 0.0;
        for (var account : accounts) {
            var of = hours(account)[hour];
            used += Math.min(of.used(), of.usable());
            usable += of.usable();
            whole += of.quota();
        }
        var cap = meta.app() * (appWaits[hour] >= NEARLY_ALL_SAMPLES ? EVERYTHING : BACKGROUND_APP);
        return new Share(Math.min(used, cap), Math.min(usable, cap), Math.min(whole, meta.app()));
    }

    Share share(AccountId account, int from) {
        var used = 0.0;
        var usable = 0.0;
        var whole = 0.0;
        for (var hour = from; hour < Simulation.HOURS; hour++) {
            var of = hours(account)[hour];
            used += Math.min(of.used(), of.usable());
            usable += of.usable();
            whole += of.quota();
        }
        return new Share(used, usable, whole);
    }

    String hour(AccountId account, int hour) {
        var of = hours(account)[hour];
        return "%.0f+%.0f of %.0f%s"
                .formatted(
                        of.interactive,
                        of.background,
                        of.usable(),
                        of.waitingSamples >= NEARLY_ALL_SAMPLES ? "!" : "(" + of.waitingSamples + ")");
    }

    int appWaits(int hour) {
        return appWaits[hour];
    }

    private Hour[] hours(AccountId account) {
        var found = hours.get(account);
        if (found == null) {
            throw new IllegalArgumentException("Nobody asked about " + account);
        }
        return found;
    }

    List<AccountId> accounts() {
        return accounts;
    }

    List<Block> blocks() {
        return meta.blocks();
    }
}
