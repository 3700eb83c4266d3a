package dev.weekline.account;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What Meta knows of a token. */
public interface TokenNode {

    /**
     * Asks Meta, once per subscription. Foreseen failures are answers; anything else is an error signal.
     *
     * @param account whose quota it is charged to
     * @param isWaitedFor whether somebody waits for the answer
     */
    Mono<TokenAnswer> ask(AccountId account, AccessToken token, boolean isWaitedFor);

    /** Everything that asking about a token can come to, short of a fault. */
    sealed interface TokenAnswer {

        /**
         * Meta accepts the token.
         *
         * @param scopes what its owner has granted
         * @param expiresAt empty for never
         * @param dataAccessExpiresAt when it stops opening data unless its owner grants that again; empty for never
         */
        record Accepted(Set<String> scopes, Optional<Instant> expiresAt, Optional<Instant> dataAccessExpiresAt)
                implements TokenAnswer {

            public Accepted {
                scopes = Set.copyOf(scopes);
            }
        }

        /** Meta does not accept it; {@code why} says what to do. */
        record Refused(TokenState state, String why, String fbtraceId) implements TokenAnswer {}

        /** Meta could not be asked now, or does not tell. */
        record Unavailable(String why, String fbtraceId) implements TokenAnswer {}
    }
}
