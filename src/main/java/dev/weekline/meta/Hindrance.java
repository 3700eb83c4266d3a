package dev.weekline.meta;

import dev.weekline.account.TokenState;
import java.util.Optional;

/** What keeps an account from being read until somebody puts it right. */
public enum Hindrance {
    /** The access token is dead; a new one has to be stored. */
    TOKEN,
    /** Meta has blocked the token's owner, or wants something of them first; the token may live on after that. */
    OWNER,
    /** The app or the token lacks a permission. */
    PERMISSION,
    /** The ad account is not shared with the owner of the token. */
    NOT_SHARED,
    /** Meta has blocked the account or the app. */
    POLICY,
    /** A setting of this service is wrong. */
    SETTING;

    /** What it says of the token; empty where it says nothing of it. */
    Optional<TokenState> ofToken() {
        return switch (this) {
            case TOKEN -> Optional.of(TokenState.DEAD);
            case OWNER -> Optional.of(TokenState.RESTING);
            case PERMISSION, NOT_SHARED, POLICY, SETTING -> Optional.empty();
        };
    }

    /** Whether asking on makes it worse. */
    boolean isStop() {
        return this == OWNER || this == POLICY;
    }
}
