package dev.weekline.account;

/** A stored token cannot be decrypted. The message says why and what to do, and holds no secret. */
public final class UnreadableTokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableTokenException(String sentence) {
        super(sentence, null, false, false);
    }
}
