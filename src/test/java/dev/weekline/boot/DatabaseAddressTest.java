package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @Test
    void everyPartIsRead() {
        assertThat(DatabaseAddress.parse("postgresql://me:secret@db.example.com:6543/reports?sslmode=verify-full"))
                .isEqualTo(new DatabaseAddress(
                        "db.example.com", 6543, "reports", "me", "secret", Map.of("sslmode", "verify-full")));
    }

    @Test
    void whatIsLeftOutIsAsPostgresHasIt() {
        assertThat(DatabaseAddress.parse("postgres://me@localhost"))
                .isEqualTo(new DatabaseAddress("localhost", 5432, "me", "me", "", Map.of()));
    }

    @Test
    void specialCharactersAreEncoded() {
        var address = DatabaseAddress.parse("postgresql://m%40e:p%2Fa+s%23s@my_db:5432/a%20b");

        assertThat(address.user()).isEqualTo("m@e");
        assertThat(address.password()).isEqualTo("p/a+s#s");
        assertThat(address.host()).isEqualTo("my_db");
        assertThat(address.database()).isEqualTo("a b");
    }

    @Test
    void aNumericHostWorksForBothDrivers() {
        var address = DatabaseAddress.parse("postgresql://me@[::1]:5433/reports");

        assertThat(address.properties()).containsEntry("r2dbc.datasources.default.host", "::1");
        assertThat(address).hasToString("[::1]:5433/reports");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:5432/reports",
                "jdbc:postgresql://me:hush-hush@localhost/reports",
                "postgresql://localhost/reports",
                "postgresql://me:hush-hush@one,two/reports",
                "postgresql://me:hush-hush@localhost:99999/reports",
                "postgresql://me:hush-hush%zz@localhost/reports",
                "postgresql://me:hush/hush@localhost/reports",
                "postgresql://me:hush-hush@localhost/reports?channel_binding=require",
                "postgresql://me:hush-hush@localhost/reports?sslmode",
            })
    void anythingElseIsRefusedWithoutShowingIt(String url) {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> DatabaseAddress.parse(url))
                .withMessageContaining("WEEKLINE_DATABASE_URL")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hush"));
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(DatabaseAddress.parse("postgresql://me:hush-hush@localhost/reports"))
                .hasToString("localhost:5432/reports");
    }
}
