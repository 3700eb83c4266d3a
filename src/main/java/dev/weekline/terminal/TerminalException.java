package dev.weekline.terminal;

/** A command cannot go on; the message says why and what to do. */
final class TerminalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TerminalException(String sentence) {
        super(sentence);
    }
}
