package dev.weekline.access;

import dev.weekline.account.AccountId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A key as the API shows it.
 *
 * @param key the key itself, in the answer to its making and never again
 */
@Serdeable.Serializable
record KeyView(
        String id,
        @Nullable String key,
        String name,
        String ending,
        List<String> scopes,
        @Nullable List<String> accounts,
        String madeBy,
        String madeAt,
        @Nullable String expiresAt,
        @Nullable String lastUsedAt,
        @Nullable String revokedAt) {

    static KeyView of(ApiKey key) {
        return of(key, Optional.empty());
    }

    static KeyView of(ApiKey key, Optional<String> text) {
        return new KeyView(
                key.id(),
                text.orElse(null),
                key.name(),
                key.ending(),
                scopes(key),
                accounts(key).orElse(null),
                key.madeBy(),
                shown(key.madeAt()),
                shown(key.expiresAt()),
                shown(key.lastUsedAt()),
                shown(key.revokedAt()));
    }

    /** What the audit keeps of it. */
    static Map<String, Object> facts(ApiKey key) {
        var facts = new TreeMap<String, Object>(Map.of("id", key.id(), "name", key.name(), "scopes", scopes(key)));
        accounts(key).ifPresent(accounts -> facts.put("accounts", accounts));
        key.expiresAt().ifPresent(at -> facts.put("expiresAt", shown(at)));
        return facts;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyView[id=" + id + ", name=" + name + "]";
    }

    private static List<String> scopes(ApiKey key) {
        return key.scope().included().stream().map(Scope::word).toList();
    }

    private static Optional<List<String>> accounts(ApiKey key) {
        return key.accounts()
                .map(ids -> ids.stream().map(AccountId::value).sorted().toList());
    }

    private static @Nullable String shown(Optional<Instant> moment) {
        return moment.map(KeyView::shown).orElse(null);
    }

    private static String shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
