package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Keys over HTTP: made, shown once, used, revoked, and written down. */
@TestInstance(Lifecycle.PER_CLASS)
class KeysTest {

    private static final String WEEK = "/reports/weekly/2025-W39?account=belmonte";

    private final TestService service =
            TestService.start(TestService.account("belmonte"), TestService.account("hotel-lumen"));

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aKeyIsShownOnceAndKeptAsADigest() {
        var made = make("{\"name\": \"Dashboard\", \"scopes\": [\"read\"]}");

        var key = made.at("/key").asText();
        assertThat(key).matches("wl_[0-9A-Za-z]{49}");
        assertThat(service.get("/keys").body())
                .contains(made.at("/id").asText(), "\"ending\":\"" + key.substring(key.length() - 4) + "\"")
                .doesNotContain(key);
        assertThat(service.query("SELECT length(digest)::text FROM api_key")).containsOnly("32");
        assertThat(service.query("SELECT api_key::text FROM api_key")).noneMatch(row -> row.contains(key));
        assertThat(service.query("SELECT audit_entry::text FROM audit_entry")).noneMatch(row -> row.contains(key));
    }

    @Test
    void eachScopeIncludesThoseBefore() {
        assertThat(make("{\"name\": \"Cron\", \"scopes\": [\"operate\"]}")
                        .at("/scopes")
                        .toString())
                .isEqualTo("[\"read\",\"refresh\",\"operate\"]");
    }

    @Test
    void aKeyThatIsRevokedOpensNothingAnyMoreHereAtOnceMemoryIncluded() {
        var made = make("{\"name\": \"Soon gone\", \"scopes\": [\"read\"]}");
        assertThat(as(made, WEEK).statusCode()).isEqualTo(200);
        assertThat(as(made, WEEK).headers().firstValue("Cache-Status")).hasValue("Weekline; hit; detail=memory-fresh");

        assertThat(delete("/keys/" + made.at("/id").asText()).statusCode()).isEqualTo(204);

        assertThat(as(made, WEEK).statusCode()).isEqualTo(401);
        assertThat(delete("/keys/" + made.at("/id").asText()).statusCode()).isEqualTo(204);
        assertThat(delete("/keys/nobody").statusCode()).isEqualTo(404);
        assertThat(service.get("/keys").body()).contains("revokedAt");
        var entries = service.json("/audit?who=admin-key");
        assertThat(entries.findValuesAsText("what")).startsWith("key.revoked", "key.made");
        assertThat(entries.at("/items/0/before/name").asText()).isEqualTo("Soon gone");
    }

    @Test
    void aKeyExpiresByItself() {
        var made = make("{\"name\": \"Short\", \"scopes\": [\"read\"], \"expiresAt\": \"%s\"}"
                .formatted(service.time.instant().plus(Duration.ofMinutes(1))));
        assertThat(as(made, WEEK).statusCode()).isEqualTo(200);

        service.time.pass(Duration.ofMinutes(1));

        assertThat(as(made, WEEK).statusCode()).isEqualTo(401);
    }

    @Test
    void lastUseIsWrittenDownAfterAWhile() {
        var made = make("{\"name\": \"Used\", \"scopes\": [\"read\"]}");
        assertThat(as(made, "/accounts").statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.query("SELECT last_used_at::text FROM api_key WHERE last_used_at IS NOT NULL"
                                        + " AND key_id = '" + made.at("/id").asText() + "'")
                                .size()
                        == 1);
    }

    @Test
    void whatCannotBeMeantIsRefusedByTheNameOfTheField() {
        for (var wrong : List.of(
                List.of("name", "{\"scopes\": [\"read\"]}"),
                List.of("name", "{\"name\": \"a\\nb\", \"scopes\": [\"read\"]}"),
                List.of("scopes", "{\"name\": \"a\"}"),
                List.of("scopes", "{\"name\": \"a\", \"scopes\": []}"),
                List.of("scopes", "{\"name\": \"a\", \"scopes\": [\"root\"]}"),
                List.of("accounts", "{\"name\": \"a\", \"scopes\": [\"read\"], \"accounts\": []}"),
                List.of("accounts", "{\"name\": \"a\", \"scopes\": [\"read\"], \"accounts\": [\"nobody\"]}"),
                List.of("accounts", "{\"name\": \"a\", \"scopes\": [\"admin\"], \"accounts\": [\"belmonte\"]}"),
                List.of("expiresAt", "{\"name\": \"a\", \"scopes\": [\"read\"], \"expiresAt\": \"soon\"}"),
                List.of(
                        "expiresAt",
                        "{\"name\": \"a\", \"scopes\": [\"read\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"}"))) {
            // Past the proxy, which lets no such request pass.
            var answer = service.send(service.direct("/keys", "Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(wrong.getLast()))
                    .build());

            assertThat(answer.statusCode()).as(wrong.getLast()).isEqualTo(400);
            assertThat(TestService.json(answer).at("/field").asText()).isEqualTo(wrong.getFirst());
        }
    }

    private JsonNode make(String order) {
        var answer = service.post("/keys", order);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return TestService.json(answer);
    }

    private HttpResponse<String> as(JsonNode made, String path) {
        return service.send(service.direct(
                        path, "Authorization", "Bearer " + made.at("/key").asText())
                .GET()
                .build());
    }

    private HttpResponse<String> delete(String path) {
        return service.send(service.request(path).DELETE().build());
    }
}
