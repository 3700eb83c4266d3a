package dev.weekline.quota;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * When calls stop because Meta says that little is left, and how they come back. Uses are in percent of what Meta
 * allows in an hour.
 *
 * @param account use of an ad account at which background work stops
 * @param app use of the app at which background work stops, of all accounts
 * @param insights use of Insights at which background work stops
 * @param everything use of any of these at which interactive work stops too
 * @param recheck how long a gate stays closed at least where Meta names no time
 * @param returning the shares of the usual rate, in percent and growing, that may pass at first once a gate has opened
 * @param step how long each of these shares lasts
 * @param exchange how often replicas tell each other which limits they ran into
 */
@ConfigurationProperties("weekline.quota.gates")
record GateSettings(
        @Bindable(defaultValue = "70") double account,
        @Bindable(defaultValue = "80") double app,
        @Bindable(defaultValue = "60") double insights,
        @Bindable(defaultValue = "90") double everything,
        @Bindable(defaultValue = "2m") Duration recheck,
        @Bindable(defaultValue = "25,50") List<Integer> returning,
        @Bindable(defaultValue = "2m") Duration step,
        @Bindable(defaultValue = "2s") Duration exchange) {

    private static final double ALL = 100;

    GateSettings {
        requirePercent("everything", everything, ALL);
        requirePercent("account", account, everything);
        requirePercent("app", app, everything);
        requirePercent("insights", insights, everything);
        requireLasting("recheck", recheck);
        requireLasting("step", step);
        requireLasting("exchange", exchange);
        returning = List.copyOf(returning);
        requireGrowing(returning);
    }

    static GateSettings defaults() {
        return new GateSettings(
                70, 80, 60, 90, Duration.ofMinutes(2), List.of(25, 50), Duration.ofMinutes(2), Duration.ofSeconds(2));
    }

    /** The use of a pool at which such work stops. */
    double stops(Work work, Pool pool) {
        return switch (work) {
            case INTERACTIVE -> everything;
            case BACKGROUND ->
                switch (pool) {
                    case APP, APP_INSIGHTS -> app;
                    case ACCOUNT -> account;
                    case ACCOUNT_INSIGHTS, USE_CASE -> insights;
                };
        };
    }

    /** The share of the usual rate, from 0 to 1, that may pass when a gate has been open for so long. */
    double shareAfter(Duration open) {
        if (open.isNegative()) {
            return 0;
        }
        var steps = open.dividedBy(step);
        return steps < returning.size() ? returning.get((int) steps) / ALL : 1;
    }

    /** How long it takes from the opening of a gate until everything passes again. */
    Duration untilAllPasses() {
        return step.multipliedBy(returning.size());
    }

    private static void requirePercent(String name, double percent, double most) {
        if (!(percent > 0 && percent <= most)) {
            throw new IllegalArgumentException("weekline.quota.gates.%s is more than 0 and at most %s percent, not %s"
                    .formatted(name, most, percent));
        }
    }

    private static void requireLasting(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("weekline.quota.gates." + name + " is more than nothing");
        }
    }

    private static void requireGrowing(List<Integer> shares) {
        var before = 0;
        for (var share : shares) {
            if (share <= before || share > ALL) {
                throw new IllegalArgumentException(
                        "weekline.quota.gates.returning are percents from 1 to 100, each more than the one before");
            }
            before = share;
        }
    }
}
