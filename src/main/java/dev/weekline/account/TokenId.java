package dev.weekline.account;

import java.util.UUID;

/** Names a stored token, and says nothing about it. */
record TokenId(String value) {

    static TokenId random() {
        return new TokenId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
