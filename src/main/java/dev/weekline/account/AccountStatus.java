package dev.weekline.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What Meta says of an ad account. */
public enum AccountStatus {
    ACTIVE,
    DISABLED,
    UNSETTLED,
    PENDING_RISK_REVIEW,
    PENDING_SETTLEMENT,
    IN_GRACE_PERIOD,
    PENDING_CLOSURE,
    CLOSED,
    /** Something that we have no word for. */
    UNKNOWN;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As the API shows it. */
    public String word() {
        return word;
    }

    /** The status with that word; empty if there is none. */
    static Optional<AccountStatus> named(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst();
    }
}
