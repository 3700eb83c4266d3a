package dev.weekline.access;

import dev.weekline.account.AccountId;
import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody who has shown a key or a token that is known here.
 *
 * @param name who that is, as the audit writes it: {@code admin-key}, or {@code key:} and the id of a key, or
 *     {@code token:} and the subject of a token
 * @param scope the highest one; empty for who may do nothing at all
 * @param only the accounts that the caller may see; empty where it may see all
 */
public record Caller(String name, Optional<Scope> scope, Optional<Set<AccountId>> only)
        implements Authentication, Sight {

    private static final String KEY = "key:";

    public Caller {
        only = only.map(Set::copyOf);
    }

    static Caller ofKey(String id, Scope scope, Optional<Set<AccountId>> only) {
        return new Caller(KEY + id, Optional.of(scope), only);
    }

    /** Whether it has shown a key that was made here and can be revoked. */
    boolean isKey() {
        return name.startsWith(KEY);
    }

    /** Whether the caller may do that. */
    public boolean may(Scope wanted) {
        return scope.filter(highest -> highest.compareTo(wanted) >= 0).isPresent();
    }

    @Override
    public String getName() {
        return name;
    }

    /** What {@link Needs} calls it. */
    @Override
    public Collection<String> getRoles() {
        var words =
                scope.stream().flatMap(highest -> highest.included().stream()).map(Scope::word);
        return (seesAll() && may(Scope.OPERATE) ? Stream.concat(words, Stream.of(Needs.OPERATE_ALL)) : words).toList();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }
}
