package dev.weekline.boot;

import ch.qos.logback.core.PropertyDefinerBase;
import java.util.Map;
import java.util.Optional;

/** How lines of the log look: text for people at a terminal, JSON for whatever collects them elsewhere. */
public final class LogFormat extends PropertyDefinerBase {

    static final String SETTING = "WEEKLINE_LOG_FORMAT";
    private static final String TEXT = "text";
    private static final String JSON = "json";

    /** The word that is looked up for the name of an appender; what can't be meant stops the start a moment later. */
    @Override
    public String getPropertyValue() {
        return asked(System.getenv())
                .filter(word -> word.equals(TEXT) || word.equals(JSON))
                .orElseGet(() -> isTerminal() ? TEXT : JSON);
    }

    /** @throws CannotStartException where the setting is something else */
    static void check(Map<String, String> environment) {
        asked(environment)
                .filter(word -> !word.equals(TEXT) && !word.equals(JSON))
                .ifPresent(word -> {
                    throw new CannotStartException(
                            SETTING + " is \"" + word + "\": set it to text or json, or leave it out for what fits.");
                });
    }

    static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static Optional<String> asked(Map<String, String> environment) {
        return Settings.read(environment, SETTING);
    }
}
