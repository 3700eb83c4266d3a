package dev.weekline.boot;

import dev.weekline.meta.MetaMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must be known before anything can be started; every other setting is a record in the room it steers.
 *
 * @param dataDirectory where the embedded database and the generated keys live
 * @param database the database outside; empty for the embedded one
 * @param mode which Graph API is read
 * @param adminKey the first admin key; empty to have one generated
 * @param encryptionKeys what encrypts tokens at rest, in base64, separated by commas; empty to have one generated
 */
record Settings(
        Path dataDirectory,
        Optional<DatabaseAddress> database,
        MetaMode mode,
        Optional<String> adminKey,
        Optional<String> encryptionKeys) {

    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_ADMIN_KEY = 24;
    private static final int ENCRYPTION_KEY_BYTES = 32;

    /**
     * Reads the settings from the environment; a variable that is set to nothing counts as not set.
     *
     * @throws CannotStartException for one that cannot be meant, by its name
     */
    static Settings of(Map<String, String> environment) {
        read(environment, "MICRONAUT_SERVER_PORT").ifPresent(Settings::checkPort);
        var database = read(environment, "WEEKLINE_DATABASE_URL").map(DatabaseAddress::parse);
        var encryptionKeys = read(environment, "WEEKLINE_ENCRYPTION_KEY").map(Settings::checkedEncryptionKeys);
        if (database.isPresent() && encryptionKeys.isEmpty()) {
            throw new CannotStartException(
                    "With WEEKLINE_DATABASE_URL, WEEKLINE_ENCRYPTION_KEY must be set too, so that"
                            + " every process on that database reads the same tokens: make one with \"openssl rand -base64 32\".");
        }
        return new Settings(
                directory(read(environment, "WEEKLINE_DATA_DIR").orElse(".weekline")),
                database,
                mode(read(environment, "WEEKLINE_META_MODE").orElse("sandbox")),
                read(environment, "WEEKLINE_ADMIN_KEY").map(Settings::checkedAdminKey),
                encryptionKeys);
    }

    static Optional<String> read(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Micronaut reads it later; a number that is none would fail there in many words. */
    private static void checkPort(String text) {
        if (!text.matches("-1|\\d{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
            throw new CannotStartException("MICRONAUT_SERVER_PORT is \"" + text + "\": set it to a port, 1 to "
                    + HIGHEST_PORT + ", or to 0 for any free one.");
        }
    }

    private static Path directory(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException malformed) {
            throw new CannotStartException("WEEKLINE_DATA_DIR is not a path: set it to a directory.", malformed);
        }
    }

    private static MetaMode mode(String text) {
        return switch (text) {
            case "sandbox" -> MetaMode.SANDBOX;
            case "live" -> MetaMode.LIVE;
            default ->
                throw new CannotStartException("WEEKLINE_META_MODE is \"" + text + "\": set it to sandbox or live.");
        };
    }

    private static String checkedAdminKey(String key) {
        if (key.length() < SHORTEST_ADMIN_KEY) {
            throw new CannotStartException("WEEKLINE_ADMIN_KEY has " + key.length() + " characters: set it to "
                    + SHORTEST_ADMIN_KEY + " or more, or leave it out to have one generated.");
        }
        return key;
    }

    private static String checkedEncryptionKeys(String keys) {
        if (!Stream.of(keys.split(",", -1)).allMatch(Settings::isEncryptionKey)) {
            throw new CannotStartException("WEEKLINE_ENCRYPTION_KEY must be " + ENCRYPTION_KEY_BYTES
                    + " bytes in base64, or several of them separated by commas: make one with"
                    + " \"openssl rand -base64 32\".");
        }
        return keys;
    }

    private static boolean isEncryptionKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == ENCRYPTION_KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "Settings[dataDirectory=" + dataDirectory + ", database=" + database + ", mode=" + mode + "]";
    }
}
