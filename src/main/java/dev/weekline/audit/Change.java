package dev.weekline.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One change.
 *
 * @param what the thing and what became of it, in two words such as {@code account.registered}
 * @param account the id of the account that it is about, {@code act_<digits>}; empty where it is about none or several
 * @param before what was different before, never a secret; empty for what is new
 * @param after what is different now, never a secret; empty for what is gone
 */
public record Change(String what, Optional<String> account, Map<String, Object> before, Map<String, Object> after) {

    public Change {
        if (!what.matches("[a-z]+(\\.[a-z]+)+")) {
            throw new IllegalArgumentException("A change is named as in account.registered");
        }
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
        after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    /** Something is new, or was asked for. */
    public static Change made(String what, Map<String, ?> after) {
        return new Change(what, Optional.empty(), Map.of(), new LinkedHashMap<>(after));
    }

    /** Something is gone. */
    public static Change removed(String what, Map<String, ?> before) {
        return new Change(what, Optional.empty(), new LinkedHashMap<>(before), Map.of());
    }

    /** Something is different. */
    public static Change of(String what, Map<String, ?> before, Map<String, ?> after) {
        return new Change(what, Optional.empty(), new LinkedHashMap<>(before), new LinkedHashMap<>(after));
    }

    /** The same, about one account. */
    public Change about(String accountId) {
        return new Change(what, Optional.of(accountId), before, after);
    }
}
