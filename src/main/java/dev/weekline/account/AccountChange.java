package dev.weekline.account;

import java.util.Optional;

/** What is to change of an account; what is empty stays as it is. */
record AccountChange(Optional<String> slug, Optional<Boolean> paused, Optional<AccessToken> token) {

    boolean isNothing() {
        return slug.isEmpty() && paused.isEmpty() && token.isEmpty();
    }
}
