package dev.weekline.account;

import java.util.Optional;

/**
 * One thing that has to be right for an account to be read.
 *
 * @param name which one, a word
 * @param passed whether it is right; empty where Meta did not tell
 * @param detail what is right or wrong, and what to do, in a sentence
 */
record Check(String name, Optional<Boolean> passed, String detail) {

    static Check passed(String name, String detail) {
        return new Check(name, Optional.of(true), detail);
    }

    static Check failed(String name, String detail) {
        return new Check(name, Optional.of(false), detail);
    }

    static Check untold(String name, String detail) {
        return new Check(name, Optional.empty(), detail);
    }

    boolean isFailed() {
        return passed.filter(right -> !right).isPresent();
    }
}
