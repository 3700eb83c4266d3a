package dev.weekline.run;

/** A run was given up by a sweep before it could store anything: its process was taken for dead. */
public final class RunOverException extends RuntimeException {

    RunOverException(Run run) {
        super("Run " + run.id() + " was over before it could store anything");
    }
}
