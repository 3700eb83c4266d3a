package dev.weekline.access;

import dev.weekline.account.Needs;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a caller may do. Each scope includes those before it. */
public enum Scope {
    /** To read. */
    READ(Needs.READ),
    /** To have Meta asked anew. */
    REFRESH(Needs.REFRESH),
    /** To change accounts, and what the service does by itself. */
    OPERATE(Needs.OPERATE),
    /** To decide who may do what, and to see who did. */
    ADMIN(Needs.ADMIN);

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As the API and the database write it. */
    public String word() {
        return word;
    }

    /** The scope of that word; empty for any other word. */
    static Optional<Scope> named(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /** It and those that it includes. */
    Set<Scope> included() {
        return EnumSet.range(READ, this);
    }
}
