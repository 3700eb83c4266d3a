package dev.weekline.access;

import dev.weekline.account.AccountId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the API tells it.
 *
 * @param accounts absent where all are seen
 * @param expiresAt of the session or the key, whichever ends first; absent where it goes on, or is not known here
 */
@Serdeable.Serializable
record SessionView(
        String who,
        String name,
        List<String> scopes,
        @Nullable List<String> accounts,
        @Nullable String expiresAt) {

    /** @param pass what was shown; empty for a token of somebody else's making */
    static SessionView of(Caller caller, Optional<Pass> pass) {
        return new SessionView(
                caller.name(),
                pass.map(Pass::name).orElse(caller.name()),
                caller.scope().stream()
                        .flatMap(scope -> scope.included().stream())
                        .map(Scope::word)
                        .toList(),
                caller.only()
                        .map(ids -> ids.stream().map(AccountId::value).sorted().toList())
                        .orElse(null),
                pass.flatMap(Pass::endsAt)
                        .map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse(null));
    }
}
