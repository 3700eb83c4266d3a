package dev.weekline.meta;

/** An answer that is not what was asked for; the message says what is wrong with it. Never leaves this room. */
final class UnexpectedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnexpectedAnswerException(String message) {
        super(message, null, false, false);
    }
}
