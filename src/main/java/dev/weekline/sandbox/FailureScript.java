package dev.weekline.sandbox;

/**
 * When which calls fail, and how. Its text form is one line, read by {@link #parse(String)} and given back by
 * {@link #toString()}:
 *
 * <pre>
 * every 3rd placements call: 400/100/1487534
 * first 2 relevance calls of act_1203300000000017: 500/1/99
 * 10% of calls seed 7: 503
 * campaigns page 2: drop after 1kB
 * </pre>
 *
 * Before the colon stands when, then which calls; all of it may be left out but one word. When: {@code every},
 * {@code every 3rd}, {@code the 3rd}, {@code first 2}, {@code 10% of}. Which: {@code GET} or {@code POST}, a
 * {@link Section}, {@code page 2}, {@code call} or {@code calls}, {@code of act_…}, and {@code seed 7} for a chance.
 * After the colon stands a {@link Failure}.
 */
public record FailureScript(Which which, When when, Failure failure) {

    /** Every one of these calls. */
    public FailureScript(Which which, Failure failure) {
        this(which, new When.Always(), failure);
    }

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException saying what cannot be read and which words can
     */
    public static FailureScript parse(String line) {
        try {
            return ScriptReader.read(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The script \"" + line.strip() + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    boolean isAbout(Asking asking) {
        return which.matches(asking) && failure.concerns(asking);
    }

    @Override
    public String toString() {
        return when.text(which) + ": " + failure;
    }
}
