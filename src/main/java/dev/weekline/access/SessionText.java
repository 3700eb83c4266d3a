package dev.weekline.access;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What the cookie of a session holds: {@code wls_}, or {@code wla_} for one of the admin key, and 256 random bits in
 * letters and digits.
 */
final class SessionText {

    private static final String OF_KEY = "wls_";
    private static final String OF_ADMIN = "wla_";
    private static final Pattern WRITTEN = Pattern.compile("wl[sa]_[0-9A-Za-z]{43}");

    private SessionText() {}

    /** A new one. Random bytes are read from a device, which may block. */
    static String random(SecureRandom random, boolean ofAdmin) {
        return (ofAdmin ? OF_ADMIN : OF_KEY) + KeyText.randomDigits(random);
    }

    static boolean isWellFormed(String text) {
        return WRITTEN.matcher(text).matches();
    }

    static boolean isOfAdmin(String text) {
        return text.startsWith(OF_ADMIN);
    }
}
