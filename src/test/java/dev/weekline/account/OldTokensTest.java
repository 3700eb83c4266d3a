package dev.weekline.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.boot.TestDatabase;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Tokens that were stored for one account each, before a token was stored once, go on working. */
class OldTokensTest {

    private static final AccessToken SHARED = new AccessToken("EAAB-test-token-of-two");
    private static final AccessToken OWN = new AccessToken("EAAB-test-token-of-one");

    @Test
    void theyAreReadAsTheyAreAndBecomeOneWhereTheyAreTheSame() throws Exception {
        var database = TestDatabase.fresh();
        asItWas(database);
        store(database, "act_1", SHARED);
        store(database, "act_2", SHARED);
        store(database, "act_3", OWN);

        try (var rig = new AccountRig(database, Clock.systemUTC(), Map.of())) {
            var accounts = rig.bean(Accounts.class);
            await().until(() -> rig.query("SELECT count(*) FROM access_token").equals(List.of("2")));

            assertThat(AccountRig.told(accounts.token(new AccountId("act_1")))).isEqualTo(SHARED);
            assertThat(AccountRig.told(accounts.token(new AccountId("act_2")))).isEqualTo(SHARED);
            assertThat(AccountRig.told(accounts.token(new AccountId("act_3")))).isEqualTo(OWN);
            assertThat(rig.query("SELECT count(*) FROM access_token WHERE fingerprint IS NULL"))
                    .containsExactly("0");
        }
    }

    /** The tables of the version before. */
    private static void asItWas(TestDatabase.Fresh database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        }
        Flyway.configure()
                .dataSource(jdbc(database), null, null)
                .locations("classpath:db/migration")
                .target("11")
                .load()
                .migrate();
    }

    private static String jdbc(TestDatabase.Fresh database) throws SQLException {
        var url = URI.create(database.url());
        var user = url.getUserInfo().split(":", 2);
        return "jdbc:postgresql://%s:%d%s?user=%s&password=%s&sslmode=disable"
                .formatted(url.getHost(), url.getPort(), url.getPath(), user[0], user[1]);
    }

    private static void store(TestDatabase.Fresh database, String account, AccessToken token)
            throws SQLException, GeneralSecurityException {
        var encrypted = new EncryptionKeys(AccountRig.OLD_KEY)
                .aead()
                .encrypt(token.secret().getBytes(UTF_8), account.getBytes(UTF_8));
        try (var connection = database.connect();
                var added = connection.prepareStatement(
                        "INSERT INTO ad_account (account_id, slug, name, currency, time_zone) VALUES (?, ?, ?, 'EUR', 'UTC')");
                var stored = connection.prepareStatement("INSERT INTO account_credential VALUES (?, ?)")) {
            added.setString(1, account);
            added.setString(2, account.replace("act_", "shop-"));
            added.setString(3, account);
            added.executeUpdate();
            stored.setString(1, account);
            stored.setBytes(2, encrypted);
            stored.executeUpdate();
        }
    }
}
