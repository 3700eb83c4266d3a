package dev.weekline.boot;

import dev.weekline.account.KeysInUse;
import java.sql.SQLException;

/** Makes sure, before anything else is started, that the stored tokens can be read. */
final class StoredTokens {

    private StoredTokens() {}

    /** @throws CannotStartException if a key is missing that encrypted some of them */
    static void check(DatabaseAddress database, String encryptionKeys) {
        try {
            var unknown = KeysInUse.unknown(database.dataSource(), encryptionKeys);
            if (unknown.tokens() > 0) {
                throw new CannotStartException(sentence(unknown));
            }
        } catch (SQLException fault) {
            throw new CannotStartException(
                    "The stored access tokens cannot be looked at (" + Sentence.first(fault)
                            + "): see to the database, then start Weekline again.",
                    fault);
        }
    }

    private static String sentence(KeysInUse unknown) {
        return unknown.tokens() + (unknown.tokens() == 1 ? " access token was" : " access tokens were")
                + " encrypted with a key that is not in WEEKLINE_ENCRYPTION_KEY (id "
                + String.join(", ", unknown.keyIds())
                + "): add that key behind the first, after a comma, or put the file encryption-key of that time back into"
                + " WEEKLINE_DATA_DIR.";
    }
}
