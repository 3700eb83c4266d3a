package dev.weekline.meta;

/**
 * A field that no row of an answer has.
 *
 * @param field Meta's name of the field or breakdown
 */
public record Omission(String field, Reason reason) {

    /** Why a field is left out. */
    public enum Reason {
        /** Meta no longer knows it, or refuses it in this question. */
        REMOVED("removed-by-meta"),
        /** The week was too large for Meta and was asked day by day; what counts people does not add up. */
        SPLIT("split-by-day");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** The name that the API uses. */
        public String word() {
            return word;
        }

        /** The reason with that name in the API. */
        public static Reason named(String word) {
            return word.equals(SPLIT.word) ? SPLIT : REMOVED;
        }
    }
}
