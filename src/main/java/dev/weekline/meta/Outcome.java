package dev.weekline.meta;

/** What one question to the Graph API came to. */
sealed interface Outcome<T> {

    /** {@code ok}, or the kind of failure. */
    default String word() {
        return switch (this) {
            case Got<T> _ -> "ok";
            case Failed<T>(var failure) -> failure.word();
        };
    }

    /** What was asked for, and how many rows it had. */
    record Got<T>(T value, int rows) implements Outcome<T> {}

    record Failed<T>(GraphFailure failure) implements Outcome<T> {}
}
