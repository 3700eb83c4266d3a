package dev.weekline.boot;

import io.micronaut.runtime.Micronaut;

/** The front door of the process. */
public final class Application {

    private Application() {}

    /** Starts the service. */
    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
