package dev.weekline.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A token that Meta accepts for an account. It shows itself to nobody: {@link #toString()} hides it. Nobody keeps one
 * for longer than it is used; {@link #mark()} is for remembering which one it was.
 */
public record AccessToken(String secret) {

    public AccessToken {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("An access token is not blank");
        }
    }

    /** The same for equal tokens; for the memory of this process, since what is stored has a fingerprint with a key. */
    public String mark() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException("Every Java platform has SHA-256", fault);
        }
    }

    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
