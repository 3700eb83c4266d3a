package dev.weekline.sandbox;

/** A line that cannot be read. */
final class BadLineException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int line;

    private BadLineException(int line, IllegalArgumentException cause) {
        super("Line " + line + ": " + cause.getMessage(), cause);
        this.line = line;
    }

    /** @param number of the line, from 1 */
    static FailureScript parse(String text, int number) {
        try {
            return FailureScript.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadLineException(number, e);
        }
    }

    int line() {
        return line;
    }
}
