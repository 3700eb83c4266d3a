package dev.weekline.account;

import java.util.Optional;
import java.util.Set;

/**
 * Which ad accounts somebody may see. Whoever sends a request has one, and a method of a controller is given it as an
 * argument. What is out of sight is answered exactly as what does not exist.
 */
public interface Sight {

    /** Of the service itself, which sees every account. */
    Sight OF_ALL = Optional::empty;

    /** The accounts that may be seen; empty where all may. */
    Optional<Set<AccountId>> only();

    /** Whether that account may be seen. */
    default boolean sees(AccountId account) {
        return only().map(seen -> seen.contains(account)).orElse(true);
    }

    /** Whether every account may be seen. */
    default boolean seesAll() {
        return only().isEmpty();
    }
}
