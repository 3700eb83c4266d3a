package dev.weekline.meta;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.account.AccountStatus;
import java.util.Map;
import java.util.Optional;

/** Meta's numbers for the status of an ad account (Marketing API, ad account). */
final class AccountStatuses {

    private static final Map<Integer, AccountStatus> BY_NUMBER = Map.ofEntries(
            entry(1, AccountStatus.ACTIVE),
            entry(2, AccountStatus.DISABLED),
            entry(3, AccountStatus.UNSETTLED),
            entry(7, AccountStatus.PENDING_RISK_REVIEW),
            entry(8, AccountStatus.PENDING_SETTLEMENT),
            entry(9, AccountStatus.IN_GRACE_PERIOD),
            entry(100, AccountStatus.PENDING_CLOSURE),
            entry(101, AccountStatus.CLOSED));

    private AccountStatuses() {}

    /** What {@code account_status} of an account says; empty where it is not there. */
    static Optional<AccountStatus> of(JsonNode account) {
        return Optional.of(account.path("account_status"))
                .filter(JsonNode::isValueNode)
                .filter(number -> !number.isNull())
                .map(number -> BY_NUMBER.getOrDefault(number.asInt(), AccountStatus.UNKNOWN));
    }
}
