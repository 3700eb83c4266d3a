package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.boot.CannotStartException;
import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are rotated while the service runs, and whatever keeps a token from being read is said clearly. */
class RotationTest {

    private static final String OLD = "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=";
    private static final String NEW = "YW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE=";
    private static final List<SandboxAccount> SHOPS = IntStream.range(0, 60)
            .mapToObj(i -> SandboxAccount.of("act_12033000000040" + (10 + i), "shop-" + i, "EUR", "UTC", 1, 1))
            .toList();

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(
                Map.of("WEEKLINE_ENCRYPTION_KEY", OLD + "," + NEW, "WEEKLINE_OPERATIONS_LOOK_EVERY", "200ms"),
                SHOPS.toArray(SandboxAccount[]::new));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void noRequestFailsWhileAllTokensAreEncryptedAnew() throws Exception {
        var before = service.query("SELECT encode(encrypted_token, 'hex') FROM access_token ORDER BY 1");
        try (var second = second(NEW + "," + OLD);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new AtomicBoolean();
            var readers = new ArrayList<Future<List<Integer>>>();
            for (var reader = 0; reader < 4; reader++) {
                var first = reader;
                var address = reader % 2 == 0 ? service.weekline.address() : second.address();
                readers.add(threads.submit(() -> readUntil(over, address, first)));
            }

            var rotated = awaitOperation(rotate(second.address()));
            over.set(true);

            assertThat(rotated.at("/result/reencrypted").asInt()).isEqualTo(SHOPS.size());
            assertThat(rotated.at("/result/unreadable")).isEmpty();
            for (var reader : readers) {
                assertThat(reader.get()).isNotEmpty().containsOnly(200);
            }
        }
        assertThat(service.query("SELECT encode(encrypted_token, 'hex') FROM access_token ORDER BY 1"))
                .hasSameSizeAs(before)
                .doesNotContainAnyElementsOf(before);
        assertThat(service.query("SELECT DISTINCT key_id FROM access_token")).hasSize(1);
        try (var third = second(NEW)) {
            assertThat(read(third.address(), SHOPS.getFirst(), 30)).isEqualTo(200);
        }
    }

    @Test
    void aKeyThatIsInUseButNotConfiguredStopsTheStartWithASentence() {
        assertThatThrownBy(() -> second(NEW).close())
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith(
                        "60 access tokens were encrypted with a key that is not in WEEKLINE_ENCRYPTION_KEY");
        assertThatThrownBy(() -> Weekline.start(
                        service.environment(Map.of("WEEKLINE_ENCRYPTION_KEY", "")),
                        service.time,
                        SandboxSettings.defaults(),
                        _ -> {}))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("WEEKLINE_ENCRYPTION_KEY must be set");
    }

    @Test
    void aDamagedTokenIsRefusedForItsAccountAlone() {
        service.execute("""
                UPDATE access_token SET encrypted_token = set_byte(encrypted_token, 20, 255 - get_byte(encrypted_token, 20))
                WHERE token_id = %s""".formatted(tokenOf(SHOPS.get(0))));

        assertRefusedAlone(SHOPS.get(0), "damaged");

        var rotated = awaitOperation(rotate(service.weekline.address()));
        assertThat(rotated.at("/state").asText()).isEqualTo("done");

        var cured = service.send(service.request("/accounts/shop-0", "Content-Type", "application/json")
                .method(
                        "PATCH",
                        BodyPublishers.ofString(
                                "{\"accessToken\": \"" + SHOPS.get(0).accessToken() + "\"}"))
                .build());
        assertThat(cured.statusCode()).as(cured.body()).isEqualTo(200);
        assertThat(service.get("/reports/weekly/2025-W33?account=shop-0").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenThatWasMovedToAnotherRowIsRefused() {
        service.execute("""
                UPDATE access_token SET encrypted_token = (SELECT encrypted_token FROM access_token WHERE token_id = %s)
                WHERE token_id = %s""".formatted(tokenOf(SHOPS.get(1)), tokenOf(SHOPS.get(0))));

        assertRefusedAlone(SHOPS.get(0), "another account");
    }

    @Test
    void whatCannotBeReadIsLeftAndSaid() {
        service.execute("""
                UPDATE access_token SET encrypted_token = set_byte(encrypted_token, 20, 255 - get_byte(encrypted_token, 20))
                WHERE token_id = %s""".formatted(tokenOf(SHOPS.get(0))));
        try (var second = second(NEW + "," + OLD)) {
            var rotated = awaitOperation(rotate(second.address()));

            assertThat(rotated.at("/result/reencrypted").asInt()).isEqualTo(SHOPS.size() - 1);
            assertThat(rotated.at("/result/unreadable/0").asText())
                    .isEqualTo(SHOPS.get(0).id());
        }
    }

    @Test
    void aRotationWhoseProcessDiedIsTakenUp() {
        service.execute("""
                INSERT INTO operation (operation_id, kind, family, state, updated_at) VALUES
                ('0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77', 'rotate-encryption', 'rotate-encryption', 'running',
                    now() - interval '10 minutes')""");

        var taken = awaitOperation("/operations/0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77");

        assertThat(taken.at("/state").asText()).isEqualTo("done");
    }

    private void assertRefusedAlone(SandboxAccount account, String why) {
        var refused = service.get("/reports/weekly/2025-W33?account=" + account.id());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(TestService.json(refused).at("/type").asText()).isEqualTo("/problems/account-blocked");
        assertThat(TestService.json(refused).at("/detail").asText())
                .contains(why)
                .contains("PATCH /accounts");
        assertThat(service.post("/accounts/" + account.id() + "/verify", "").statusCode())
                .isEqualTo(409);
        assertThat(service.get("/reports/weekly/2025-W33?account=shop-2").statusCode())
                .isEqualTo(200);
        try (var second = second(OLD)) {
            assertThat(read(second.address(), SHOPS.get(3), 33)).isEqualTo(200);
        }
    }

    private String tokenOf(SandboxAccount account) {
        return "(SELECT token_id FROM account_credential WHERE account_id = '" + account.id() + "')";
    }

    private List<Integer> readUntil(AtomicBoolean over, URI address, int first) {
        var statuses = new ArrayList<Integer>();
        for (var number = first; !over.get() || statuses.isEmpty(); number += 4) {
            statuses.add(read(address, SHOPS.get(number % SHOPS.size()), 10 + number / SHOPS.size() % 30));
        }
        return statuses;
    }

    /** Never from memory: Meta is asked each time, with the token. */
    private int read(URI address, SandboxAccount account, int week) {
        return service.send(HttpRequest.newBuilder(
                                address.resolve("/reports/weekly/2025-W" + week + "?account=" + account.id()))
                        .header("Authorization", "Bearer " + TestService.KEY)
                        .header("Cache-Control", "no-cache")
                        .timeout(Duration.ofSeconds(60))
                        .build())
                .statusCode();
    }

    private String rotate(URI address) {
        var answer = service.send(HttpRequest.newBuilder(address.resolve("/encryption/rotate"))
                .header("Authorization", "Bearer " + TestService.KEY)
                .POST(BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private JsonNode awaitOperation(String path) {
        await().until(() -> service.json(path).at("/state").asText().equals("done"));
        return service.json(path);
    }

    private Weekline second(String keys) {
        return Weekline.start(
                service.environment(Map.of("WEEKLINE_ENCRYPTION_KEY", keys)),
                service.time,
                SandboxSettings.defaults(),
                _ -> {});
    }
}
