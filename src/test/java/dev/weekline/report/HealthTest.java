package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What probes are told, what operators are told, and what goes on in the database. */
@TestInstance(Lifecycle.PER_CLASS)
class HealthTest {

    private final TestService service = TestService.start(TestService.account("belmonte"));

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void everybodyIsToldTheBareStatus() {
        var limited = service.key("operate", "belmonte");

        for (var authorization : new String[] {"Bearer " + service.key("read"), "Bearer " + limited}) {
            assertThat(service.get("/health", "Authorization", authorization).body())
                    .isEqualTo("{\"status\":\"UP\"}");
        }
        assertThat(service.send(TestService.request(service.weekline.address(), "/health", "Authorization", "")
                                .build())
                        .body())
                .isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void operatorsAreToldHowThePartsAreDoing() {
        service.post("/background/collect-one-week", "");
        service.time.pass(Duration.ofSeconds(1));

        var told = TestService.json(service.get("/health", "Authorization", "Bearer " + service.key("operate")));

        assertThat(told.get("status").asText()).isEqualTo("UP");
        var details = told.get("details");
        assertThat(details.at("/background/enabled").asBoolean()).isFalse();
        assertThat(details.at("/background/lastStep/at").asText()).isEqualTo(TestService.NOW.toString());
        assertThat(details.at("/background/lastStep/what").asText()).isEqualTo("worked");
        assertThat(details.at("/background/lastStep/week").asText())
                .endsWith(" of " + TestService.account("belmonte").id());
        assertThat(details.at("/background/lastStep/stored").asInt()).isPositive();
        assertThat(service.query("SELECT sum(calls) FROM fetch_run WHERE cause = 'backfill'"))
                .containsExactly(details.at("/background/lastStep/callCount").asText());
        assertThat(details.at("/leases/held").asInt()).isZero();
        assertThat(details.at("/leases/lapsed").asInt()).isZero();
        assertThat(details.at("/queue/queued").asInt()).isPositive();
        assertThat(details.at("/gates").isArray()).isTrue();
        assertThat(details.at("/notices/connected").asBoolean()).isTrue();
        assertThat(details.at("/database/embedded").asBoolean()).isFalse();
        assertThat(details.at("/database/version").asText()).isNotEmpty();
        assertThat(details.at("/database/bytes").asLong()).isPositive();
    }

    @Test
    void theOldestLeaseIsThatOfTheWeekBeingFetched() {
        service.sandbox.hold();
        try {
            assertThat(service.get("/reports/weekly/2025-W20?account=belmonte", "Prefer", "respond-async")
                            .statusCode())
                    .isEqualTo(202);
            await().until(() -> details().at("/leases/held").asInt() == 1);

            assertThat(details().at("/leases/oldestSince").asText()).isNotEmpty();
        } finally {
            service.sandbox.release();
        }
        await().until(() -> details().at("/leases/held").asInt() == 0);
        assertThat(details().at("/leases").has("oldestSince")).isFalse();
    }

    @Test
    void readinessAsksForTheTablesThatTheProcessWasStartedOn() {
        assertThat(ready().statusCode()).isEqualTo(200);

        service.execute("UPDATE flyway_schema_history SET version = '0' || version");
        try {
            assertThat(ready().statusCode()).isEqualTo(503);
            assertThat(service.get("/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            service.execute("UPDATE flyway_schema_history SET version = substr(version, 2)");
        }

        assertThat(ready().statusCode()).isEqualTo(200);
    }

    @Test
    void neitherProbeAsksMeta() {
        service.sandbox.counters().reset();
        service.sandbox.script("calls: 503");

        assertThat(ready().statusCode()).isEqualTo(200);
        assertThat(service.get("/health/liveness").statusCode()).isEqualTo(200);
        assertThat(service.sandbox.counters().total()).isZero();
        service.sandbox.behave();
    }

    @Test
    void whoWaitsForWhomIsShownWithoutWhatSomebodyWrote() throws SQLException {
        var id = TestService.account("belmonte").id();
        try (var holder = service.database.connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("UPDATE ad_account SET name = 'a s3cret name' WHERE account_id = '" + id + "'");
            var waiter = Thread.ofVirtual()
                    .start(() -> service.execute("UPDATE ad_account SET slug = slug WHERE account_id = '" + id + "'"));
            await().until(() ->
                    !service.json("/health/database").get("lockWaits").isEmpty());

            var told = service.json("/health/database");

            var wait = told.at("/lockWaits/0");
            assertThat(wait.get("statement").asText())
                    .isEqualTo("UPDATE ad_account SET slug = slug WHERE account_id = ?");
            assertThat(wait.get("blockedBy")).hasSize(1);
            assertThat(wait.get("mode").asText()).isEqualTo("ShareLock");
            assertThat(told.get("statements").toString())
                    .contains("UPDATE ad_account SET name = ? WHERE account_id = ?", "idle in transaction")
                    .doesNotContain("s3cret", id);
            assertThat(told.get("lanes").findValuesAsText("lane"))
                    .containsExactly("reading", "storing", "keeping", "permitting", "background");
            assertThat(told.at("/lanes/0/most").asInt()).isEqualTo(2);
            holder.rollback();
            join(waiter);
        }
    }

    private static void join(Thread waiter) {
        await().until(() -> !waiter.isAlive());
    }

    private JsonNode details() {
        return service.json("/health").get("details");
    }

    private HttpResponse<String> ready() {
        return service.get("/health/readiness");
    }
}
