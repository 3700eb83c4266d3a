package dev.weekline.account;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The stored tokens that no configured key can read.
 *
 * @param tokens how many
 * @param keyIds what the keys are called that encrypted them
 */
public record KeysInUse(long tokens, List<String> keyIds) {

    /** Looks for them; it waits for the database, so it is for the start only. */
    public static KeysInUse unknown(DataSource database, String encryptionKeys) throws SQLException {
        var known = new EncryptionKeys(encryptionKeys).ids();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        SELECT count(*), array_agg(DISTINCT key_id) FROM access_token WHERE key_id <> ALL (?)
                        """)) {
            statement.setArray(1, connection.createArrayOf("text", known.toArray()));
            try (var found = statement.executeQuery()) {
                found.next();
                var count = found.getLong(1);
                return new KeysInUse(
                        count,
                        count == 0
                                ? List.of()
                                : List.of((String[]) found.getArray(2).getArray()));
            }
        }
    }
}
