package dev.weekline.boot;

import java.util.stream.Stream;

/** Takes from a technical fault the part that a person can use. */
final class Sentence {

    private Sentence() {}

    /** The first line of what the fault says, without a full stop; its name where it says nothing. */
    static String first(Throwable fault) {
        var message = fault.getMessage() == null ? "" : fault.getMessage().strip();
        return message.isEmpty()
                ? fault.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message).strip().replaceFirst("[.:]$", "");
    }

    /** The fault, what caused it, and so on. */
    static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause);
    }

    /** Where it all began. */
    static Throwable root(Throwable fault) {
        return causes(fault).reduce((_, last) -> last).orElse(fault);
    }
}
