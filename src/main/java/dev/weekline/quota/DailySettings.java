package dev.weekline.quota;

import dev.weekline.account.AccountId;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Optional;

/**
 * How much a day may cost before background work stops; a day begins at midnight UTC. Whoever wants no such budget sets
 * it to more than can be spent, such as 1000000000.
 *
 * @param account units a day for each account; by default 24 hours of ten times the first guess of an hour
 * @param app units a day for all accounts together; by default 24 hours of twenty times that guess
 */
@ConfigurationProperties("weekline.quota.daily")
record DailySettings(
        @Bindable(defaultValue = "48000") long account,
        @Bindable(defaultValue = "96000") long app) {

    DailySettings {
        require("account", account);
        require("app", app);
    }

    long of(Optional<AccountId> id) {
        return id.isPresent() ? account : app;
    }

    private static void require(String name, long units) {
        if (units < 1) {
            throw new IllegalArgumentException("weekline.quota.daily." + name + " is 1 unit or more, not " + units
                    + "; without a budget it is a number like 1000000000");
        }
    }
}
