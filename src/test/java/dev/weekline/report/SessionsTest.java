package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.SandboxSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Signing in with a key, what a session is good for, and what ends it. */
class SessionsTest {

    private static final String WEEK = "/reports/weekly/2025-W39?account=belmonte";
    private static final String WRONG = "wl_" + "0".repeat(43) + "0NykLZ";

    @Test
    void aSessionIsGoodForWhatItsKeyIsGoodFor() {
        try (var service = TestService.start(TestService.account("belmonte"), TestService.account("hotel-lumen"))) {
            var key = key(service, "read", ", \"accounts\": [\"belmonte\"]");
            var cookie = signIn(service, key.get("key").asText());

            var session = TestService.json(get(service, "/session", cookie));
            assertThat(session.get("who").asText()).isEqualTo("key:" + id(key));
            assertThat(session.get("name").asText()).isEqualTo("a");
            assertThat(session.get("scopes")).hasToString("[\"read\"]");
            assertThat(session.get("accounts")).hasToString("[\"act_1203300000000017\"]");
            assertThat(session.get("expiresAt").asText()).isEqualTo("2025-11-05T22:00:00Z");
            assertThat(get(service, WEEK, cookie).statusCode()).isEqualTo(200);
            assertThat(get(service, WEEK.replace("belmonte", "hotel-lumen"), cookie)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(get(service, "/keys", cookie).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void theCookieIsForThisSiteAloneAndNeitherItNorTheDatabaseHoldsTheKey() {
        try (var service = TestService.start()) {
            var key = key(service, "read", "").get("key").asText();

            var told = String.join("", begin(service, key).headers().allValues("Set-Cookie"));

            assertThat(told)
                    .matches("(?i)weekline_session=wls_[0-9a-z]{43}; Max-Age=43200; (Expires=[^;]+; )?Path=/; HttpOnly;"
                            + " SameSite=Strict");
            var text = told.substring(told.indexOf('=') + 1, told.indexOf(';'));
            assertThat(text).doesNotContain(key.substring(3));
            var stored = service.query("SELECT key_session::text || api_key::text FROM key_session, api_key");
            assertThat(stored).hasSize(1);
            assertThat(stored.getFirst()).doesNotContain(key, key.substring(3, 46), text, text.substring(4));
        }
    }

    @Test
    void underTlsThatAProxyEndsTheCookieIsKeptFromPlainHttp() {
        try (var service = TestService.start()) {
            var answer = service.send(order(service.proxy.uri(), TestService.KEY)
                    .header("X-Forwarded-Proto", "https")
                    .build());

            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure");
        }
    }

    @Test
    void whatIsNoKeyIsRefusedAndAWrongOneIsCounted() {
        try (var service = TestService.start()) {
            for (var body : List.of("{}", "{\"key\": \" \"}", "{\"key\": {}}")) {
                var malformed = service.post("/session", body);
                assertThat(malformed.statusCode()).as(body).isEqualTo(400);
                assertThat(TestService.json(malformed).path("field").asText()).isEqualTo("key");
            }
            for (var i = 0; i < 10; i++) {
                var refused = begin(service, i % 2 == 0 ? WRONG : "something else");
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
            }
            assertThat(begin(service, WRONG).statusCode()).isEqualTo(429);
            assertThat(begin(service, TestService.KEY).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void signingOutEndsItOnEveryReplicaWhoeverHasTheCookie() {
        try (var service = TestService.start(TestService.account("belmonte"));
                var other = another(service, Map.of())) {
            var cookie = signIn(service, key(service, "read", "").get("key").asText());
            assertThat(get(service, other.address(), WEEK, cookie).statusCode()).isEqualTo(200);

            var answer = service.send(request(service.proxy.uri(), "/session", cookie)
                    .header("Sec-Fetch-Site", "same-origin")
                    .DELETE()
                    .build());

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("weekline_session=;")
                    .contains("Max-Age=0");
            assertThat(get(service, WEEK, cookie).statusCode()).isEqualTo(401);
            // The clock of the service stands still, so the round that confirms sessions is what ends it.
            await().until(() -> get(service, other.address(), WEEK, cookie).statusCode() == 401);
            assertThat(service.query("SELECT digest FROM key_session")).isEmpty();
        }
    }

    @Test
    void itEndsWithItsKey() {
        try (var service = TestService.start();
                var other = another(service, Map.of())) {
            var key = key(service, "read", "");
            var cookie = signIn(service, key.get("key").asText());
            assertThat(get(service, other.address(), "/accounts", cookie).statusCode())
                    .isEqualTo(200);

            service.send(service.request("/keys/" + id(key)).DELETE().build());

            assertThat(get(service, "/accounts", cookie).statusCode()).isEqualTo(401);
            service.time.pass(Duration.ofSeconds(5).plusMillis(1));
            assertThat(get(service, other.address(), "/accounts", cookie).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void itEndsAfterTwelveHoursOrWhenTheKeyExpires() {
        try (var service = TestService.start()) {
            var long1 = signIn(service, TestService.KEY);
            var short1 = signIn(
                    service,
                    key(service, "read", ", \"expiresAt\": \"2025-11-05T11:00:00Z\"")
                            .get("key")
                            .asText());
            assertThat(TestService.json(get(service, "/session", short1))
                            .get("expiresAt")
                            .asText())
                    .isEqualTo("2025-11-05T11:00:00Z");

            service.time.pass(Duration.ofHours(1));
            assertThat(get(service, "/accounts", short1).statusCode()).isEqualTo(401);
            assertThat(get(service, "/accounts", long1).statusCode()).isEqualTo(200);

            service.time.pass(Duration.ofHours(11));
            assertThat(get(service, "/accounts", long1).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void howLongItLastsIsASetting() {
        try (var service = TestService.start(Map.of("WEEKLINE_ACCESS_SESSION", "20m"))) {
            assertThat(begin(service, TestService.KEY)
                            .headers()
                            .firstValue("Set-Cookie")
                            .orElseThrow())
                    .contains("Max-Age=1200;");
        }
    }

    @Test
    void aSessionOfTheAdminKeyEndsWhenThereIsAnother() {
        try (var service = TestService.start();
                var same = another(service, Map.of());
                var changed =
                        another(service, Map.of("WEEKLINE_ADMIN_KEY", "another-key-of-more-than-24-characters"))) {
            var ofAdmin = signIn(service, TestService.KEY);
            var ofKey = signIn(service, key(service, "read", "").get("key").asText());
            assertThat(TestService.json(get(service, "/session", ofAdmin))
                            .get("who")
                            .asText())
                    .isEqualTo("admin-key");

            assertThat(get(service, same.address(), "/keys", ofAdmin).statusCode())
                    .isEqualTo(200);
            assertThat(get(service, changed.address(), "/keys", ofAdmin).statusCode())
                    .isEqualTo(401);
            assertThat(get(service, changed.address(), "/accounts", ofKey).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyThePageOfThisServiceMayChangeSomethingWithACookie() {
        try (var service = TestService.start(Map.of("WEEKLINE_CORS_ORIGINS", "https://dashboard.example.com"))) {
            var cookie = signIn(service, TestService.KEY);
            var host = service.proxy.uri().getAuthority();

            assertThat(makeKey(service, cookie)).isEqualTo(403);
            assertThat(makeKey(service, cookie, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
            assertThat(makeKey(service, cookie, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
            assertThat(makeKey(service, cookie, "Sec-Fetch-Site", "none")).isEqualTo(403);
            assertThat(makeKey(service, cookie, "Origin", "https://dashboard.example.com"))
                    .isEqualTo(403);
            assertThat(makeKey(service, cookie, "Origin", "null")).isEqualTo(403);
            assertThat(makeKey(service, cookie, "Origin", "http://127.0.0.1:1")).isEqualTo(403);
            // What a browser says of the page goes before what the page may have had a say in.
            assertThat(makeKey(service, cookie, "Sec-Fetch-Site", "same-site", "Origin", "http://" + host))
                    .isEqualTo(403);
            assertThat(service.query("SELECT name FROM api_key")).isEmpty();

            assertThat(makeKey(service, cookie, "Sec-Fetch-Site", "same-origin", "Origin", "http://" + host))
                    .isEqualTo(201);
            // The proxy of the tests asks in its own name.
            var direct = service.weekline.address();
            assertThat(service.send(request(direct, "/keys", cookie)
                                    .header("Content-Type", "application/json")
                                    .header("Origin", "http://" + direct.getAuthority())
                                    .POST(BodyPublishers.ofString("{\"name\": \"b\", \"scopes\": [\"read\"]}"))
                                    .build())
                            .statusCode())
                    .isEqualTo(201);
            assertThat(service.query("SELECT DISTINCT who FROM audit_entry")).containsExactly("admin-key");
            // Nobody is signed in by another's page either.
            assertThat(service.send(order(service.proxy.uri(), TestService.KEY)
                                    .header("Sec-Fetch-Site", "cross-site")
                                    .build())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void theHeaderGoesBeforeTheCookie() {
        try (var service = TestService.start()) {
            var cookie = signIn(service, TestService.KEY);
            var key = key(service, "read", "").get("key").asText();

            var both = service.get("/session", "Cookie", cookie, "Authorization", "Bearer " + key);
            assertThat(TestService.json(both).get("scopes")).hasToString("[\"read\"]");
            assertThat(TestService.json(both).has("expiresAt")).isFalse();
            assertThat(service.get("/session", "Cookie", cookie, "Authorization", "Bearer " + WRONG)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void neitherPassesForTheOther() {
        try (var service = TestService.start()) {
            var key = key(service, "read", "").get("key").asText();
            var text = signIn(service, key).substring("weekline_session=".length());
            assertThat(get(service, "/accounts", "weekline_session=" + text).statusCode())
                    .isEqualTo(200);

            assertThat(get(service, "/accounts", "weekline_session=" + key).statusCode())
                    .isEqualTo(401);
            assertThat(service.get("/accounts", "Authorization", "Bearer " + text)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aStreamEndsWithItsSession() throws Exception {
        try (var service = TestService.start(TestService.account("belmonte"))) {
            var cookie = signIn(service, TestService.KEY);
            service.execute("""
                    INSERT INTO operation (operation_id, kind, family, account_id, week_start)
                    VALUES ('0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77', 'refresh', 'report', 'act_1203300000000017',
                        '2025-09-22')
                    """);
            var stream = service.http()
                    .send(
                            request(
                                            service.weekline.address(),
                                            "/operations/0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77",
                                            cookie)
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofLines());
            assertThat(stream.statusCode()).isEqualTo(200);
            var end = CompletableFuture.runAsync(() -> stream.body().forEach(_ -> {}));

            service.send(request(service.proxy.uri(), "/session", cookie)
                    .header("Sec-Fetch-Site", "same-origin")
                    .DELETE()
                    .build());

            await().atMost(Duration.ofSeconds(20)).until(end::isDone);
            assertThat(end).isCompleted();
        }
    }

    @Test
    void theOldestOfManyMakesRoom() {
        try (var service = TestService.start()) {
            var first = signIn(service, TestService.KEY);
            for (var i = 0; i < 100; i++) {
                service.time.pass(Duration.ofSeconds(1));
                signIn(service, TestService.KEY);
            }

            service.time.pass(Duration.ofSeconds(6));
            assertThat(get(service, "/accounts", first).statusCode()).isEqualTo(401);
            assertThat(service.query("SELECT count(*) FROM key_session")).containsExactly("100");
        }
    }

    @Test
    void signingInAgainEndsTheSessionBefore() {
        try (var service = TestService.start()) {
            var before = signIn(service, TestService.KEY);

            service.send(order(service.proxy.uri(), TestService.KEY)
                    .header("Cookie", before)
                    .build());

            assertThat(get(service, "/accounts", before).statusCode()).isEqualTo(401);
            assertThat(service.query("SELECT count(*) FROM key_session")).containsExactly("1");
        }
    }

    private static Weekline another(TestService service, Map<String, String> settings) {
        return Weekline.start(service.environment(settings), service.time, SandboxSettings.defaults(), _ -> {});
    }

    private static JsonNode key(TestService service, String scope, String more) {
        return TestService.json(
                service.post("/keys", "{\"name\": \"a\", \"scopes\": [\"%s\"]%s}".formatted(scope, more)));
    }

    private static String id(JsonNode key) {
        return key.get("id").asText();
    }

    private static int makeKey(TestService service, String cookie, String... headers) {
        var request = request(service.proxy.uri(), "/keys", cookie).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return service.send(request.POST(BodyPublishers.ofString("{\"name\": \"b\", \"scopes\": [\"read\"]}"))
                        .build())
                .statusCode();
    }

    private static HttpResponse<String> begin(TestService service, String key) {
        return service.send(order(service.proxy.uri(), key).build());
    }

    /** The cookie as it is sent back. */
    private static String signIn(TestService service, String key) {
        var answer = begin(service, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static HttpRequest.Builder order(URI address, String key) {
        return HttpRequest.newBuilder(address.resolve("/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"key\": \"" + key + "\"}"));
    }

    private static HttpResponse<String> get(TestService service, String path, String cookie) {
        return get(service, service.proxy.uri(), path, cookie);
    }

    private static HttpResponse<String> get(TestService service, URI address, String path, String cookie) {
        return service.send(request(address, path, cookie).build());
    }

    private static HttpRequest.Builder request(URI address, String path, String cookie) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Cookie", cookie);
    }
}
