package dev.weekline.account;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account as the API shows it. */
@Serdeable.Serializable
record AccountView(
        String id,
        String slug,
        String name,
        String currency,
        String timeZone,
        @Nullable String status,
        boolean paused,
        @Nullable HealthView token) {

    static AccountView of(ListedAccount listed) {
        var account = listed.account();
        return new AccountView(
                account.id().value(),
                account.slug(),
                account.name(),
                account.currency(),
                account.timeZone().getId(),
                account.status().map(AccountStatus::word).orElse(null),
                account.isPaused(),
                listed.token().map(HealthView::of).orElse(null));
    }

    /** How its token is doing. */
    @Serdeable.Serializable
    record HealthView(
            String state,
            @Nullable Instant since,
            @Nullable String why,
            @Nullable Instant expiresAt,
            @Nullable Instant dataAccessExpiresAt,
            @Nullable Instant checkedAt) {

        static HealthView of(TokenHealth health) {
            return new HealthView(
                    health.state().word(),
                    shown(health.since()),
                    health.why().orElse(null),
                    shown(health.expiresAt()),
                    shown(health.dataAccessExpiresAt()),
                    shown(health.checkedAt()));
        }

        private static @Nullable Instant shown(Optional<Instant> moment) {
            return moment.map(known -> known.truncatedTo(ChronoUnit.SECONDS)).orElse(null);
        }
    }
}
