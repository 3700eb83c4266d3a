package dev.weekline.account;

/** A token that Meta accepts for an account. It shows itself to nobody: {@link #toString()} hides it. */
public record AccessToken(String secret) {

    public AccessToken {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("An access token is not blank");
        }
    }

    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
