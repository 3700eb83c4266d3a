package dev.weekline.quota;

import static dev.weekline.quota.Work.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.account.AccountId;
import dev.weekline.boot.TestDatabase;
import dev.weekline.boot.Weekline;
import dev.weekline.quota.CallQuota.Reached;
import dev.weekline.sandbox.SandboxSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Two replicas that share a real database. */
@TestInstance(Lifecycle.PER_CLASS)
class GateExchangeTest {

    private static final AccountId ACCOUNT = new AccountId("act_1");
    private static final AccountId OTHER = new AccountId("act_2");

    private final VirtualTime time = new VirtualTime();
    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final Weekline weekline = start(database);
    private final GateRows rows = weekline.context().getBean(GateRows.class);
    private Replica one = new Replica();
    private Replica other = new Replica();

    @AfterAll
    void stop() {
        weekline.close();
        database.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        execute("TRUNCATE quota_gate");
        one = new Replica();
        other = new Replica();
    }

    @Test
    void whatOneRanIntoClosesTheGateOfTheOther() {
        one.reached(Gate.USE_CASE, Duration.ofMinutes(10));
        one.reached(Gate.APP, Duration.ofMinutes(5));

        one.exchange.once().block();
        other.exchange.once().block();

        assertThat(other.opensIn(ACCOUNT)).isEqualTo(Duration.ofMinutes(10));
        assertThat(other.opensIn(OTHER)).isEqualTo(Duration.ofMinutes(5));
        assertThat(other.gates.takeNews()).isEmpty();
    }

    @Test
    void theLongestClosingCounts() {
        one.reached(Gate.ACCOUNT, Duration.ofMinutes(10));
        other.reached(Gate.ACCOUNT, Duration.ofMinutes(2));

        one.exchange.once().block();
        other.exchange.once().block();
        one.exchange.once().block();

        assertThat(one.opensIn(ACCOUNT)).isEqualTo(Duration.ofMinutes(10));
        assertThat(other.opensIn(ACCOUNT)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void anOpenedGateIsTakenInWhileItsRateReturnsAndRemovedLater() throws SQLException {
        one.reached(Gate.ACCOUNT, Duration.ofMinutes(10));
        one.exchange.once().block();
        time.pass(Duration.ofMinutes(11));

        other.exchange.once().block();

        assertThat(other.gates.rateOfAccount(ACCOUNT, INTERACTIVE, time.instant()))
                .isEqualTo(0.25);
        assertThat(rows.remove(time.instant()).block()).isOne();
    }

    @Test
    void whatCouldNotBeToldIsToldLater() throws SQLException {
        one.reached(Gate.ACCOUNT, Duration.ofMinutes(10));
        execute("ALTER TABLE quota_gate RENAME TO elsewhere");
        assertThatThrownBy(() -> one.exchange.once().block()).hasMessageContaining("quota_gate");
        execute("ALTER TABLE elsewhere RENAME TO quota_gate");

        one.exchange.once().block();
        other.exchange.once().block();

        assertThat(other.opensIn(ACCOUNT)).isEqualTo(Duration.ofMinutes(10));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private final class Replica {

        private final Gates gates = new Gates(GateSettings.defaults(), time);
        private final GateExchange exchange = new GateExchange(gates, rows, GateSettings.defaults(), time);

        private void reached(Gate gate, Duration pause) {
            gates.told(ACCOUNT, UsageReading.SILENT, Optional.of(new Reached(gate, pause)), time.instant());
        }

        private Duration opensIn(AccountId account) {
            return Duration.between(
                    time.instant(),
                    gates.find(account, INTERACTIVE, time.instant())
                            .orElseThrow()
                            .opens());
        }
    }

    private Weekline start(TestDatabase.Fresh database) {
        return Weekline.start(
                Map.of(
                        "WEEKLINE_DATABASE_URL", database.url(),
                        "WEEKLINE_ADMIN_KEY", "a-test-key-of-more-than-24-characters",
                        "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                        "WEEKLINE_META_MODE", "live",
                        "WEEKLINE_META_BASE_URL", "http://localhost:1",
                        "MICRONAUT_SERVER_PORT", "0"),
                Clock.fixed(time.instant(), ZoneOffset.UTC),
                SandboxSettings.defaults(),
                _ -> {});
    }
}
