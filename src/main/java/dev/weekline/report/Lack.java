package dev.weekline.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a section could not be had when it was asked for last.
 *
 * @param detail a sentence for people
 * @param attempts how often it was asked for in vain since it was had last
 * @param retryAt when it is worth asking again
 */
record Lack(Reason reason, String detail, int attempts, Instant retryAt) {

    /** Nobody has wanted it so far; the next reader has it asked for. */
    static Lack notAsked(Instant now) {
        return new Lack(Reason.NOT_ASKED, "Only other sections of this week have been asked for so far", 0, now);
    }

    /** Why, in the words of the API. */
    enum Reason {
        /** A limit of ours or of Meta's was reached. */
        QUOTA("quota-exhausted"),
        /** Meta failed at the moment. */
        UNAVAILABLE("upstream-unavailable"),
        /** It is too large for Meta, in whatever parts it is asked. */
        TOO_LARGE("upstream-too-large"),
        /** Meta refuses the question. */
        REFUSED("upstream-refused"),
        /** Meta answered something else. */
        MALFORMED("upstream-malformed"),
        /** The account has to be put right first. */
        BLOCKED("account-blocked"),
        /** Meta no longer tells it. */
        RETENTION("beyond-retention"),
        /** Whoever had the week filled in wanted other sections alone. */
        NOT_ASKED("not-asked");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Optional<Reason> named(String word) {
            return Arrays.stream(values())
                    .filter(reason -> reason.word.equals(word))
                    .findFirst();
        }
    }
}
