package dev.weekline.boot;

/** Why the service does not start. Its message is a sentence for whoever started it, and says what to do. */
public final class CannotStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CannotStartException(String sentence) {
        super(sentence);
    }

    CannotStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
