package dev.weekline.boot;

import java.util.Locale;
import java.util.regex.Pattern;

/** A setting's names: the environment variable that people set, and the property that the rooms read. */
final class SettingName {

    private static final Pattern PROPERTY = Pattern.compile("\\b(?:weekline|micronaut)(?:\\.[a-z0-9-]+)+");
    private static final Pattern SECRET = Pattern.compile(".*(?:key|secret|token|password|url).*");

    private SettingName() {}

    /** {@code WEEKLINE_QUOTA_UNITS_PER_HOUR} for {@code weekline.quota.units-per-hour}. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Whether the value may not be shown. */
    static boolean isSecret(String property) {
        return SECRET.matcher(property.toLowerCase(Locale.ROOT)).matches();
    }

    /** The message with variables in the place of properties; it begins with {@code prefix} where it names none. */
    static String inWords(String message, String prefix) {
        return PROPERTY.matcher(message).find() || message.contains(variable(prefix))
                ? PROPERTY.matcher(message).replaceAll(property -> variable(property.group()))
                : variable(prefix) + "_*: " + message;
    }
}
