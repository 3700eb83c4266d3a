package dev.weekline.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token besides those that every account has of its own. One with the secret of an account takes that one's place.
 *
 * @param secret what a caller sends
 * @param accounts ids of the ad accounts that were shared with its owner
 * @param expiresAt when it dies; empty for never, as tokens of system users do
 * @param standing what else is wrong with it
 */
public record SandboxToken(String secret, List<String> accounts, Optional<Instant> expiresAt, Standing standing) {

    public SandboxToken {
        accounts = List.copyOf(accounts);
        if (secret.isBlank()) {
            throw new IllegalArgumentException("A token needs a secret");
        }
    }

    /** Whether a token is any good. */
    public enum Standing {
        GOOD,
        /** Its owner has changed the password. */
        REVOKED,
        /** Its owner never allowed the app to read ads. */
        WITHOUT_ADS_READ
    }

    /** A good token for these accounts. */
    public static SandboxToken reading(String secret, List<String> accounts) {
        return new SandboxToken(secret, accounts, Optional.empty(), Standing.GOOD);
    }

    /** The same, but dead from then on. */
    public SandboxToken expiring(Instant moment) {
        return new SandboxToken(secret, accounts, Optional.of(moment), standing);
    }

    /** The same, but of another standing. */
    public SandboxToken with(Standing newStanding) {
        return new SandboxToken(secret, accounts, expiresAt, newStanding);
    }

    /** What a caller with this token is told instead of an answer; empty while it is good for anything. */
    Optional<GraphError> deadAt(Instant now) {
        if (standing == Standing.REVOKED) {
            return Optional.of(GraphError.revokedToken());
        }
        return expiresAt.filter(end -> !now.isBefore(end)).map(end -> GraphError.expiredToken(end, now));
    }

    boolean mayRead(String account) {
        return readsAds() && accounts.contains(account);
    }

    boolean readsAds() {
        return standing != Standing.WITHOUT_ADS_READ;
    }

    /** The user who owns it. */
    String userId() {
        return "1220" + (100_000_000_000L + Dice.of(secret).with("user").below(900_000_000_000L));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SandboxToken[" + accounts.size() + " accounts, " + standing + "]";
    }
}
