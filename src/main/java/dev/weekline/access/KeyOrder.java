package dev.weekline.access;

import dev.weekline.problem.Moment;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What making a key takes, as it was sent; each reading of it ends the request with a problem where it is not right.
 */
@Serdeable.Deserializable
record KeyOrder(
        @Nullable String name,
        @Nullable List<String> scopes,
        @Nullable List<String> accounts,
        @Nullable String expiresAt) {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_ACCOUNTS = 1_000;

    String checkedName() {
        if (name == null
                || name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid("name", "name says what the key is for, in 1 to " + LONGEST_NAME + " characters of one line");
        }
        return name.strip();
    }

    /** The highest one. */
    Scope checkedScope() {
        return Optional.ofNullable(scopes).orElse(List.of()).stream()
                .map(word -> Scope.named(word).orElseThrow(KeyOrder::noScope))
                .max(Comparator.naturalOrder())
                .orElseThrow(KeyOrder::noScope);
    }

    /** Names or ids, one at least; empty where the key sees all accounts. */
    Optional<List<String>> checkedAccounts() {
        if (accounts == null) {
            return Optional.empty();
        }
        if (accounts.isEmpty() || accounts.size() > MOST_ACCOUNTS) {
            throw invalid(
                    "accounts",
                    "accounts names 1 to " + MOST_ACCOUNTS + " accounts; leave it out for a key that sees all of them");
        }
        if (checkedScope() == Scope.ADMIN) {
            throw invalid(
                    "accounts",
                    "A key with the scope admin can make others for any account, so it can't be kept to some");
        }
        return Optional.of(accounts);
    }

    Optional<Instant> checkedExpiry(Instant now) {
        var moment = Moment.parse(expiresAt, "expiresAt");
        if (moment.filter(at -> !at.isAfter(now)).isPresent()) {
            throw invalid("expiresAt", "expiresAt is in the past");
        }
        return moment;
    }

    static ProblemException unknownAccount() {
        return invalid("accounts", "accounts names one that is not registered; GET /accounts lists those that are");
    }

    private static ProblemException noScope() {
        return invalid("scopes", "scopes lists one or more of read, refresh, operate, admin");
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail).withField(field);
    }
}
