package dev.weekline.account;

import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What a room keeps of accounts, and what goes when one is purged. Every table with an account in it is in one of
 * these.
 */
public interface Belongings {

    /** In the order in which they are emptied. */
    List<Table> tables();

    /** Everything that was kept of an account is gone; in the transaction that ends it. */
    default Mono<Void> gone(Connection connection, AccountId account) {
        return Mono.empty();
    }

    /**
     * A table that holds rows of accounts.
     *
     * @param account the column that says whose a row is
     * @param key the columns of its primary key
     */
    record Table(String name, String account, List<String> key) {

        /** One whose account is in {@code account_id}. */
        public static Table of(String name, String... key) {
            return new Table(name, "account_id", List.of(key));
        }

        /** Removes some rows of an account; the rest stays for the next time. */
        String removal(int atMost) {
            var columns = String.join(", ", key);
            return "DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE %3$s = $1 LIMIT %4$d)"
                    .formatted(name, columns, account, atMost);
        }
    }
}
