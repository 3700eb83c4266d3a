package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking after accounts: listing, slugs, pausing, another token, deleting. */
class AccountsTest {

    private static final SandboxAccount BELMONTE = TestService.account("belmonte");
    private static final SandboxAccount LUMEN = TestService.account("hotel-lumen");
    private static final SandboxAccount NORDIC = TestService.account("nordic-outdoor");
    private static final String REPORT = "/reports/weekly/2025-W44?account=" + BELMONTE.id();

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.start(
                Map.of(
                        "WEEKLINE_ACCOUNTS_SWEEP_EVERY", "200ms",
                        "WEEKLINE_BACKFILL_TIDY_EVERY", "200ms",
                        "WEEKLINE_BACKFILL_TIDY_DELAY", "200ms"),
                BELMONTE,
                LUMEN,
                NORDIC);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void accountsAreListedPageByPage() {
        var first = service.json("/accounts?limit=2");
        var second = service.json(first.at("/next").asText());

        assertThat(slugs(first)).containsExactly("belmonte", "hotel-lumen");
        assertThat(slugs(second)).containsExactly("nordic-outdoor");
        assertThat(second.has("next")).isFalse();
        assertThat(first.at("/items/0/status").asText()).isEqualTo("active");
        assertThat(first.at("/items/0/token/state").asText()).isEqualTo("healthy");
        assertProblem(service.get("/accounts?limit=0"), 400, "limit");
        assertProblem(service.get("/accounts?cursor=%21"), 400, "cursor");
    }

    @Test
    void aSlugThatIsGivenUpIsFree() {
        assertThat(change(BELMONTE, "{\"slug\": \"fashion\"}").statusCode()).isEqualTo(200);

        assertThat(service.json("/accounts/fashion").at("/id").asText()).isEqualTo(BELMONTE.id());
        assertThat(service.get("/accounts/belmonte").statusCode()).isEqualTo(404);
        assertProblem(change(LUMEN, "{\"slug\": \"fashion\"}"), 409, "slug");
        assertThat(change(LUMEN, "{\"slug\": \"belmonte\"}").statusCode()).isEqualTo(200);
        assertThat(service.json("/accounts/belmonte").at("/id").asText()).isEqualTo(LUMEN.id());
    }

    @Test
    void whatCannotBeMeantNamesTheField() {
        assertProblem(change(BELMONTE, "{}"), 400, "slug");
        assertProblem(change(BELMONTE, "{\"slug\": \"Not A Slug\"}"), 400, "slug");
        assertProblem(change(BELMONTE, "{\"accessToken\": \" \"}"), 400, "accessToken");
        assertProblem(change(BELMONTE, "{\"paused\": \"maybe\"}"), 400, "paused");
        assertProblem(send("PATCH", "/accounts/nobody", "{\"paused\": true}"), 404, "account");
    }

    @Test
    void aTokenIsTriedBeforeItTakesTheOldOnesPlace() {
        var stored = service.query("SELECT encode(encrypted_token, 'hex') FROM access_token ORDER BY 1");

        var refused = change(BELMONTE, "{\"accessToken\": \"not-a-token-of-theirs\"}");
        assertProblem(refused, 409, "");
        assertThat(TestService.json(refused).at("/type").asText()).isEqualTo("/problems/account-blocked");
        assertThat(service.query("SELECT encode(encrypted_token, 'hex') FROM access_token ORDER BY 1"))
                .isEqualTo(stored);

        assertThat(change(BELMONTE, token(BELMONTE)).body()).doesNotContain(BELMONTE.accessToken());
        assertThat(service.query("SELECT count(*) FROM access_token")).containsExactly("3");
    }

    @Test
    void aPausedAccountIsReadButNothingIsRefreshedBehindAnswers() {
        service.json(REPORT);
        assertThat(TestService.json(change(BELMONTE, "{\"paused\": true}"))
                        .at("/paused")
                        .asBoolean())
                .isTrue();
        service.time.pass(Duration.ofDays(2));

        assertThat(service.get(REPORT).headers().firstValue("Cache-Status"))
                .hasValueSatisfying(how -> assertThat(how).contains("paused"));
        assertThat(service.get("/reports/weekly/2025-W41?account=belmonte").statusCode())
                .isEqualTo(200);

        change(BELMONTE, "{\"paused\": false}");
        assertThat(service.get(REPORT).headers().firstValue("Cache-Status"))
                .hasValueSatisfying(how -> assertThat(how).contains("refreshing"));
    }

    @Test
    void aDeletedAccountIsUnknownAndFindsItsHistoryAgain() {
        service.json(REPORT);
        var tokens =
                service.query("SELECT token_id FROM account_credential WHERE account_id = '" + BELMONTE.id() + "'");

        assertThat(send("DELETE", "/accounts/belmonte", "").statusCode()).isEqualTo(204);

        assertThat(service.get("/accounts/belmonte").statusCode()).isEqualTo(404);
        assertThat(service.get(REPORT).statusCode()).isEqualTo(404);
        assertThat(slugs(service.json("/accounts"))).containsExactly("hotel-lumen", "nordic-outdoor");
        assertThat(send("DELETE", "/accounts/belmonte", "").statusCode()).isEqualTo(404);
        assertThat(service.query("SELECT count(*) FROM access_token WHERE token_id = '" + tokens.getFirst() + "'"))
                .containsExactly("0");

        assertThat(register(BELMONTE).statusCode()).isEqualTo(201);
        assertThat(service.get(REPORT).headers().firstValue("Cache-Status"))
                .hasValueSatisfying(how -> assertThat(how).contains("hit"));
    }

    @Test
    void theSlugOfADeletedAccountIsFree() {
        send("DELETE", "/accounts/belmonte", "");

        assertThat(change(LUMEN, "{\"slug\": \"belmonte\"}").statusCode()).isEqualTo(200);
        assertProblem(register(BELMONTE), 409, "slug");
    }

    @Test
    void purgingLeavesNothingInAnyTable() {
        service.json(REPORT);
        service.json("/reports/weekly/2025-W40?account=hotel-lumen");
        var before = rows(LUMEN);

        assertThat(send("DELETE", "/accounts/belmonte?purge=true", "").statusCode())
                .isEqualTo(204);

        // What Meta said last of its limits may be stored just after.
        await().until(() -> rows(BELMONTE).isEmpty());
        assertThat(rows(LUMEN)).containsAll(before);

        register(BELMONTE);
        assertThat(service.get(REPORT).headers().firstValue("Cache-Status"))
                .hasValueSatisfying(how -> assertThat(how).contains("fwd=miss"));
    }

    @Test
    void oneThatIsDeletedAlreadyIsPurgedByItsId() {
        service.json(REPORT);
        send("DELETE", "/accounts/belmonte", "");
        assertThat(rows(BELMONTE)).isNotEmpty();

        assertThat(send("DELETE", "/accounts/" + BELMONTE.id() + "?purge=true", "")
                        .statusCode())
                .isEqualTo(204);
        // What Meta said last of its limits may be stored just after.
        await().until(() -> rows(BELMONTE).isEmpty());
        assertThat(send("DELETE", "/accounts/" + BELMONTE.id() + "?purge=true", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoChangedAnAccountIsWrittenDownWithoutItsToken() {
        change(BELMONTE, "{\"slug\": \"fashion\", \"paused\": true}");
        change(BELMONTE, token(BELMONTE));
        send("DELETE", "/accounts/fashion?purge=true", "");

        var audit = service.json("/audit");
        assertThat(audit.at("/items").findValuesAsText("what"))
                .startsWith("account.purged", "account.deleted", "account.changed", "account.changed")
                .contains("account.registered");
        assertThat(audit.at("/items/3/before/slug").asText()).isEqualTo("belmonte");
        assertThat(audit.at("/items/3/after/slug").asText()).isEqualTo("fashion");
        assertThat(audit.at("/items/2/after/accessToken").asText()).isEqualTo("replaced");
        assertThat(audit.at("/items/0/account").asText()).isEqualTo(BELMONTE.id());
        assertThat(audit.toString()).doesNotContain(BELMONTE.accessToken());
    }

    @Test
    void otherReplicasSeeADeletionWithinFiveSeconds() {
        try (var second =
                Weekline.start(service.environment(Map.of()), service.time, SandboxSettings.defaults(), _ -> {})) {
            assertThat(statusAt(second)).isEqualTo(200);

            send("DELETE", "/accounts/belmonte", "");

            await().atMost(Duration.ofSeconds(5)).until(() -> statusAt(second) == 404);
        }
    }

    private int statusAt(Weekline replica) {
        return service.send(HttpRequest.newBuilder(replica.address().resolve(REPORT))
                        .header("Authorization", "Bearer " + TestService.KEY)
                        .build())
                .statusCode();
    }

    /** In which tables an account is, whatever tables there will be; but for those that are meant to outlive it. */
    private List<String> rows(SandboxAccount account) {
        return service.query("""
                        SELECT table_name || '.' || column_name FROM information_schema.columns
                        JOIN information_schema.tables USING (table_schema, table_name)
                        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                            AND column_name IN ('account_id', 'bucket')
                            AND table_name NOT IN ('purged_account', 'audit_entry')
                        """).stream()
                .filter(column -> !service.query("SELECT 1 FROM %s WHERE %s = '%s' LIMIT 1"
                                .formatted(column.split("\\.")[0], column.split("\\.")[1], account.id()))
                        .isEmpty())
                .toList();
    }

    private HttpResponse<String> change(SandboxAccount account, String body) {
        return send("PATCH", "/accounts/" + account.id(), body);
    }

    private HttpResponse<String> register(SandboxAccount account) {
        return service.post("/accounts", """
                {"id": "%s", "accessToken": "%s", "slug": "%s"}""".formatted(account.id(), account.accessToken(), account.slug()));
    }

    private static String token(SandboxAccount account) {
        return "{\"accessToken\": \"" + account.accessToken() + "\"}";
    }

    private HttpResponse<String> send(String method, String path, String body) {
        var request = body.isEmpty()
                ? service.request(path).method(method, BodyPublishers.noBody())
                : service.request(path, "Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        return service.send(request.build());
    }

    private static List<String> slugs(JsonNode list) {
        return StreamSupport.stream(list.at("/items").spliterator(), false)
                .map(account -> account.at("/slug").asText())
                .toList();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestService.json(answer).at("/field").asText()).isEqualTo(field);
    }
}
