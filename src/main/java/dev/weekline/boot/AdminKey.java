package dev.weekline.boot;

import dev.weekline.meta.MetaMode;

/**
 * The first admin key.
 *
 * @param line what the one who starts the service is told about it
 */
record AdminKey(String value, String line) {

    private static final String FILE = "admin-key";

    /** The key that was set; else the one that was generated here once. */
    static AdminKey of(Settings settings, DataDirectory directory) {
        var isNew = settings.adminKey().isEmpty() && !directory.has(FILE);
        var value = settings.adminKey().orElseGet(() -> directory.secret(FILE, Secrets::adminKey));
        // In the sandbox it guards nothing but invented figures.
        if (settings.mode() == MetaMode.SANDBOX) {
            return new AdminKey(value, "The admin key is " + value);
        }
        if (settings.adminKey().isPresent()) {
            return new AdminKey(value, "The admin key is the one in WEEKLINE_ADMIN_KEY");
        }
        var file = directory.path().resolve(FILE);
        return new AdminKey(
                value,
                isNew
                        ? "The admin key is " + value + " (shown this once, kept in " + file + ")"
                        : "The admin key is in " + file);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AdminKey[hidden]";
    }
}
