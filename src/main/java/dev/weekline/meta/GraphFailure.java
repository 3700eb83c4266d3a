package dev.weekline.meta;

import java.time.Duration;

/**
 * Why a question to the Graph API came to nothing, in our words.
 *
 * @param kind what follows from it
 * @param why a sentence that holds no secret
 * @param fbtraceId Meta's trace id, empty where it gave none
 * @param retryAfter when asking again makes sense; zero where the kind says nothing of time
 */
record GraphFailure(Kind kind, String why, String fbtraceId, Duration retryAfter) {

    /** What follows from a failure. */
    enum Kind {
        /** Asking again soon may help. */
        TRANSIENT("transient"),
        /** A limit is reached; asking again later helps. */
        THROTTLED("throttled"),
        /** Only a smaller question helps. */
        TOO_LARGE("too-large"),
        /** Somebody has to put the account, its token or the app right. */
        BLOCKED("blocked"),
        /** The question or the answer is wrong. */
        REFUSED("refused");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static GraphFailure of(Kind kind, String why, String fbtraceId) {
        return new GraphFailure(kind, why, fbtraceId, Duration.ZERO);
    }

    static GraphFailure throttled(Duration retryAfter, String why, String fbtraceId) {
        return new GraphFailure(Kind.THROTTLED, why, fbtraceId, retryAfter);
    }

    boolean isTransient() {
        return kind == Kind.TRANSIENT;
    }

    MetaAnswer toAnswer() {
        return switch (kind) {
            case TRANSIENT -> new MetaAnswer.Unavailable(why, fbtraceId);
            case THROTTLED ->
                new MetaAnswer.Throttled(
                        dev.weekline.quota.Gate.ACCOUNT, java.time.Instant.now().plus(retryAfter), why, fbtraceId);
            case TOO_LARGE -> new MetaAnswer.TooLarge(why, fbtraceId);
            case BLOCKED -> new MetaAnswer.Blocked(Hindrance.TOKEN, why, fbtraceId);
            case REFUSED -> new MetaAnswer.Refused(why, fbtraceId);
        };
    }
}
