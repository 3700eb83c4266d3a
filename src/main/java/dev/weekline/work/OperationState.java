package dev.weekline.work;

import java.util.Locale;

/** Where an operation is between its beginning and its end. */
public enum OperationState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** As the API and the database write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it never changes again. */
    public boolean isOver() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case DONE, FAILED, CANCELLED -> true;
        };
    }

    static OperationState named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
