package dev.weekline.boot;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines for people. Nothing that was sent to us begins a line of its own: breaks in a message are shown, and what an
 * exception says stands behind a bar.
 */
final class TextLines extends LogLines {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\u000B\\u000C\\u0085\\u2028\\u2029]+");
    private static final Pattern LINES_OF_AN_EXCEPTION =
            Pattern.compile("(?:\\r\\n|[\\r\\n\\u000B\\u000C\\u0085\\u2028\\u2029])(?!\\t|Caused by: |Wrapped by: |$)");

    @Override
    String line(ILoggingEvent event) {
        var logger = event.getLoggerName();
        return "%s %-5s %s: %s%s%n%s"
                .formatted(
                        CLOCK.format(Instant.ofEpochMilli(event.getTimeStamp())),
                        event.getLevel(),
                        logger.substring(logger.lastIndexOf('.') + 1),
                        BREAKS.matcher(message(event)).replaceAll(" | "),
                        about(event),
                        LINES_OF_AN_EXCEPTION.matcher(exception(event)).replaceAll("\n\t| "));
    }

    private static String about(ILoggingEvent event) {
        var marks = marks(event);
        return marks.isEmpty()
                ? ""
                : marks.entrySet().stream()
                        .map(mark -> mark.getKey() + "="
                                + BREAKS.matcher(mark.getValue()).replaceAll(" "))
                        .collect(Collectors.joining(" ", " [", "]"));
    }
}
