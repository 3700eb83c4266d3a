package dev.weekline.report;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weekline.contract.ContractText;
import dev.weekline.contract.ContractText.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Every operation of the contract, asked by everybody: who has no key, a wrong one, a revoked one, each scope, for an
 * account of their own and for another's. Which scope an operation needs is read from the contract; {@link #ROWS} says
 * how each is asked and what it answers to who may ask. An operation without a row fails.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final String OWN = "belmonte";
    private static final String OTHER = "hotel-lumen";
    private static final String NOBODY = "nobody-at-all";
    private static final String NO_ID = "0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77";
    private static final List<String> SCOPES = List.of("read", "refresh", "operate", "admin");

    /** {@code {account}} is the slug of an account, the rest are ids of what is there of that account. */
    private static final Map<String, Row> ROWS = Map.ofEntries(
            entry("listWeeklyTotals", Row.get("/reports/weekly?account={account}", 200)),
            entry("getWeeklyReport", Row.get("/reports/weekly/2025-W39?account={account}", 200)),
            entry("headWeeklyReport", Row.of("HEAD", "/reports/weekly/2025-W39?account={account}", "", 200)),
            entry("listRevisions", Row.get("/reports/weekly/2025-W39/revisions?account={account}", 200)),
            entry("listSectionRows", Row.get("/reports/weekly/2025-W39/campaigns?account={account}", 200)),
            entry("refreshWeeklyReport", Row.of("POST", "/reports/weekly/2025-W39/refresh?account={account}", "", 202)),
            entry("listAccounts", Row.get("/accounts", 200)),
            // It is there already, which who may not ask is not told.
            entry(
                    "registerAccount",
                    Row.of(
                            "POST",
                            "/accounts",
                            """
                    {"id": "act_1203300000000017", "accessToken": "%s"}""".formatted(TestService.account(OWN).accessToken()),
                            409)),
            entry(
                    "discoverAccounts",
                    Row.of(
                            "POST",
                            "/accounts/discover",
                            """
                    {"accessToken": "%s"}""".formatted(TestService.account(OWN).accessToken()),
                            200)),
            entry("getAccount", Row.get("/accounts/{account}", 200)),
            entry("changeAccount", Row.of("PATCH", "/accounts/{account}", "{\"paused\": false}", 200)),
            entry("deleteAccount", Row.of("DELETE", "/accounts/{account}", "", 204)),
            entry("verifyAccount", Row.of("POST", "/accounts/{account}/verify", "", 200)),
            entry("rotateEncryption", Row.of("POST", "/encryption/rotate", "", 202)),
            entry("getKpis", Row.get("/accounts/{account}/kpis", 200)),
            entry("replaceKpis", Row.of("PUT", "/accounts/{account}/kpis", "{}", 200)),
            entry("getOperation", Row.get("/operations/{operation}", 200)),
            entry("collectOneWeek", Row.of("POST", "/background/collect-one-week", "", 200)),
            entry("listBackfills", Row.get("/backfills", 200)),
            entry("beginBackfill", Row.of("POST", "/backfills", """
                    {"accounts": ["{account}"], "from": "2025-W30", "to": "2025-W31", "dryRun": true}""", 200)),
            entry("getBackfill", Row.get("/backfills/{backfill}", 200)),
            entry("requeueBackfill", Row.of("POST", "/backfills/{backfill}/requeue", "", 202)),
            entry("cancelBackfill", Row.of("DELETE", "/backfills/{backfill}", "", 200)),
            entry("getCoverage", Row.get("/coverage?account={account}", 200)),
            entry("getHealth", Row.get("/health", 200)),
            entry("getLiveness", Row.get("/health/liveness", 200)),
            entry("getReadiness", Row.get("/health/readiness", 200)),
            entry("getDatabaseHealth", Row.get("/health/database", 200)),
            entry("listRuns", Row.get("/runs?account={account}", 200)),
            entry("getRunStats", Row.get("/runs/stats?account={account}", 200)),
            entry("getRun", Row.get("/runs/{run}", 200)),
            entry("getQuota", Row.get("/quota", 200)),
            entry("listKeys", Row.get("/keys", 200)),
            entry("makeKey", Row.of("POST", "/keys", "{\"name\": \"another\", \"scopes\": [\"read\"]}", 201)),
            entry("revokeKey", Row.of("DELETE", "/keys/{revoked}", "", 204)),
            entry("getSession", Row.get("/session", 200)),
            entry("beginSession", Row.of("POST", "/session", "{\"key\": \"" + TestService.KEY + "\"}", 204)),
            entry("endSession", Row.of("DELETE", "/session", "", 204)),
            entry("listChanges", Row.get("/audit", 200)),
            entry("getMetrics", Row.get("/prometheus", 200)),
            entry("getContract", Row.get("/openapi.yaml", 200)));

    /**
     * How an operation is asked.
     *
     * @param status what it answers to who may ask
     */
    private record Row(String method, String path, String body, int status) {

        static Row get(String path, int status) {
            return new Row("GET", path, "", status);
        }

        static Row of(String method, String path, String body, int status) {
            return new Row(method, path, body, status);
        }

        boolean isAboutAnAccount() {
            return Stream.of("{account}", "{operation}", "{backfill}", "{run}")
                    .anyMatch(about -> path.contains(about) || body.contains(about));
        }
    }

    /**
     * Who asks.
     *
     * @param header of the authorization; empty for none
     * @param scope the highest one; empty for a key that is none
     */
    private record Asker(String name, String header, String scope, boolean seesAll) {}

    private final TestService service = TestService.start(TestService.account(OWN), TestService.account(OTHER));
    private final Map<String, String> operations =
            Stream.of(OWN, OTHER).collect(Collectors.toMap(slug -> slug, this::operationOf));
    private final Map<String, String> backfills =
            Stream.of(OWN, OTHER).collect(Collectors.toMap(slug -> slug, this::backfillOf));
    private final Map<String, String> runs = Stream.of(OWN, OTHER).collect(Collectors.toMap(slug -> slug, this::runOf));
    private final String revokedId;
    private final List<Asker> askers;

    AccessMatrixTest() {
        var revoked = make("{\"name\": \"revoked\", \"scopes\": [\"operate\"]}");
        revokedId = revoked.get("id").asText();
        service.send(service.request("/keys/" + revokedId).DELETE().build());
        var all = new ArrayList<Asker>();
        all.add(new Asker("no key", "", "", true));
        all.add(new Asker("a wrong key", "Bearer wl_" + "0".repeat(43) + "0NykLZ", "", true));
        all.add(new Asker("a revoked key", bearer(revoked), "", true));
        for (var scope : SCOPES) {
            all.add(new Asker(scope + " for all", bearer(make(order(scope, ""))), scope, true));
        }
        for (var scope : SCOPES.subList(0, SCOPES.indexOf("admin"))) {
            var key = make(order(scope, ", \"accounts\": [\"" + OWN + "\"]"));
            all.add(new Asker(scope + " for one", bearer(key), scope, false));
        }
        all.add(new Asker("the key of the environment", "Bearer " + TestService.KEY, "admin", true));
        askers = List.copyOf(all);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void everyOperationHasARowAndEveryRowAnOperation() {
        var ids = new ContractText().operations().stream().map(Operation::id).collect(Collectors.toSet());

        assertThat(ROWS.keySet()).isEqualTo(ids);
    }

    @TestFactory
    Stream<DynamicTest> everybodyIsAnsweredWhatTheContractSays() {
        return new ContractText()
                .operations().stream()
                        .filter(operation -> ROWS.containsKey(operation.id()))
                        .flatMap(operation -> askers.stream()
                                .map(asker -> DynamicTest.dynamicTest(
                                        operation.id() + ", " + asker.name(), () -> check(operation, asker))));
    }

    private void check(Operation operation, Asker asker) {
        var row = Objects.requireNonNull(ROWS.get(operation.id()));
        var needed = operation.node().path("x-scope").asText();
        var needsAll = operation.node().path("x-accounts").asText().equals("all");
        var own = ask(row, OWN, asker);
        if (needed.isEmpty()) {
            assertThat(own.statusCode()).isEqualTo(row.status());
        } else if (asker.scope().isEmpty()) {
            assertRefused(row, own, asker, 401);
        } else if (SCOPES.indexOf(asker.scope()) < SCOPES.indexOf(needed) || needsAll && !asker.seesAll()) {
            assertRefused(row, own, asker, 403);
        } else {
            assertThat(own.statusCode()).as(own.body()).isEqualTo(row.status());
            if (row.isAboutAnAccount()) {
                assertOther(row, asker);
            } else {
                assertNothingOfOthers(own, asker);
            }
        }
    }

    /** Whether an account exists makes no difference to who may not ask at all. */
    private void assertRefused(Row row, HttpResponse<String> own, Asker asker, int status) {
        assertThat(own.statusCode()).as(own.body()).isEqualTo(status);
        for (var account : List.of(OTHER, NOBODY)) {
            assertSame(row, own, OWN, ask(row, account, asker), account);
        }
    }

    private void assertOther(Row row, Asker asker) {
        var other = ask(row, OTHER, asker);
        var nobody = ask(row, NOBODY, asker);
        assertThat(nobody.statusCode()).isEqualTo(404);
        if (asker.seesAll()) {
            assertThat(other.statusCode()).as(other.body()).isEqualTo(row.status());
        } else {
            assertSame(row, nobody, NOBODY, other, OTHER);
            var id = TestService.account(OTHER).id();
            if (row.path().contains("{account}") || row.body().contains("{account}")) {
                assertSame(row, nobody, NOBODY, ask(row, id, asker), id);
            }
        }
    }

    private static void assertNothingOfOthers(HttpResponse<String> answer, Asker asker) {
        var other = TestService.account(OTHER);
        if (!asker.seesAll()) {
            assertThat(answer.body()).doesNotContain(other.id(), other.slug(), other.name());
        }
    }

    private void assertSame(
            Row row, HttpResponse<String> one, String nameInOne, HttpResponse<String> two, String nameInTwo) {
        assertThat(two.statusCode()).as(row.path()).isEqualTo(one.statusCode());
        assertThat(told(two, row, nameInTwo)).isEqualTo(told(one, row, nameInOne));
        assertThat(headers(two)).isEqualTo(headers(one));
    }

    /** The answer without the id of the request and without the name that was asked for. */
    private String told(HttpResponse<String> answer, Row row, String account) {
        if (answer.body().isEmpty()) {
            return "";
        }
        var json = (ObjectNode) TestService.json(answer);
        json.remove("requestId");
        return json.toString().replace(path(row, account).split("\\?", 2)[0], "(path)");
    }

    private static Set<String> headers(HttpResponse<String> answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header ->
                        !Set.of("date", "x-request-id", "content-length").contains(header.getKey()))
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private HttpResponse<String> ask(Row row, String account, Asker asker) {
        var path = path(row, account);
        // Refusals of too many wrong keys have a test of their own.
        service.time.pass(Duration.ofSeconds(30));
        var request = HttpRequest.newBuilder(service.proxy.uri().resolve(path))
                .method(
                        row.method(),
                        HttpRequest.BodyPublishers.ofString(row.body().replace("{account}", account)));
        if (!row.body().isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!asker.header().isEmpty()) {
            request.header("Authorization", asker.header());
        }
        var answer = service.send(request.build());
        if (row.method().equals("DELETE") && path.startsWith("/accounts/") && answer.statusCode() == 204) {
            registerAgain(account);
        }
        return answer;
    }

    /** Its history is there again too. */
    private void registerAgain(String nameOrId) {
        Stream.of(OWN, OTHER)
                .map(TestService::account)
                .filter(account -> Set.of(account.slug(), account.id()).contains(nameOrId))
                .forEach(account ->
                        service.post("/accounts", """
                        {"id": "%s", "accessToken": "%s", "slug": "%s"}""".formatted(account.id(), account.accessToken(), account.slug())));
    }

    private String path(Row row, String account) {
        return row.path()
                .replace("{account}", account)
                .replace("{revoked}", revokedId)
                .replace("{backfill}", backfills.getOrDefault(account, NO_ID))
                .replace("{run}", runs.getOrDefault(account, NO_ID))
                .replace("{operation}", operations.getOrDefault(account, NO_ID));
    }

    private String operationOf(String account) {
        service.json("/reports/weekly/2025-W39?account=" + account);
        return TestService.json(service.post("/reports/weekly/2025-W38/refresh?account=" + account, ""))
                .get("id")
                .asText();
    }

    private String runOf(String account) {
        return service.json("/runs?account=" + account).at("/items/0/id").asText();
    }

    private String backfillOf(String account) {
        var answer = service.post("/backfills", """
                {"accounts": ["%s"], "from": "2025-W30", "to": "2025-W31"}""".formatted(account));
        return TestService.json(answer).get("id").asText();
    }

    private JsonNode make(String order) {
        return TestService.json(service.post("/keys", order));
    }

    private static String order(String scope, String accounts) {
        return "{\"name\": \"%s\", \"scopes\": [\"%s\"]%s}".formatted(scope, scope, accounts);
    }

    private static String bearer(JsonNode made) {
        return "Bearer " + made.get("key").asText();
    }
}
