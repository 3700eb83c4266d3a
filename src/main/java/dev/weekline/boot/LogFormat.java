package dev.weekline.boot;

import java.util.Map;
import java.util.Optional;

/** How lines of the log look: text for people at a terminal, JSON for whatever collects them elsewhere. */
enum LogFormat {
    TEXT,
    JSON;

    static final String SETTING = "WEEKLINE_LOG_FORMAT";

    /** What the setting names, else what fits; what can't be meant stops the start a moment later. */
    static LogFormat of(Map<String, String> environment) {
        return asked(environment).flatMap(LogFormat::named).orElseGet(() -> isTerminal() ? TEXT : JSON);
    }

    /** @throws CannotStartException where the setting is something else */
    static void check(Map<String, String> environment) {
        asked(environment).filter(word -> named(word).isEmpty()).ifPresent(word -> {
            throw new CannotStartException(
                    SETTING + " is \"" + word + "\": set it to text or json, or leave it out for what fits.");
        });
    }

    static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static Optional<LogFormat> named(String word) {
        return switch (word) {
            case "text" -> Optional.of(TEXT);
            case "json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }

    private static Optional<String> asked(Map<String, String> environment) {
        return Settings.read(environment, SETTING);
    }
}
