package dev.weekline.boot;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Lines in the form that was asked for, else in that which fits where they go. */
public final class FittingLines extends LogLines {

    private final LogLines chosen = switch (LogFormat.of(System.getenv())) {
        case TEXT -> new TextLines();
        case JSON -> new JsonLines();
    };

    @Override
    public void start() {
        chosen.start();
        super.start();
    }

    @Override
    String line(ILoggingEvent event) {
        return chosen.line(event);
    }
}
