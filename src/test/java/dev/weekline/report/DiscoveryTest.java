package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxToken;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a token opens is listed, page after page, and registered as chosen. */
class DiscoveryTest {

    private static final String TOKEN = "SBXagency0000000000000000000000000000000000000000000001";
    private static final List<SandboxAccount> CLIENTS = IntStream.range(0, 230)
            .mapToObj(i -> SandboxAccount.of(
                    "act_12033000000030" + (100 + i), i < 3 ? "twins" : "client-" + i, "EUR", "Europe/Berlin", 1, 1))
            .toList();

    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.startUnregistered(
                Map.of(),
                CLIENTS,
                SandboxToken.reading(
                        TOKEN, CLIENTS.stream().map(SandboxAccount::id).toList()));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void allPagesAreListedAndNothingIsKept() {
        var found = TestService.json(discover(""));

        assertThat(found.at("/complete").asBoolean()).isTrue();
        assertThat(found.at("/items"))
                .hasSize(CLIENTS.size())
                .allMatch(account -> !account.at("/registered").asBoolean() && !account.has("outcome"));
        assertThat(find(found, CLIENTS.get(7)).at("/slug").asText()).isEqualTo("client-7");
        assertThat(find(found, CLIENTS.get(7)).at("/status").asText()).isEqualTo("active");
        assertThat(service.query("SELECT count(*) FROM access_token")).containsExactly("0");
    }

    @Test
    void theChosenOnesAreRegisteredWithOneToken() {
        register(CLIENTS.get(9));
        var stranger = "act_99";

        var found = TestService.json(discover(
                CLIENTS.get(0).id(),
                CLIENTS.get(1).id(),
                CLIENTS.get(5).id(),
                CLIENTS.get(9).id(),
                stranger));

        assertThat(outcome(found, CLIENTS.get(0).id())).isEqualTo("registered");
        assertThat(find(found, CLIENTS.get(0)).at("/slug").asText()).isEqualTo("twins");
        assertThat(outcome(found, CLIENTS.get(1).id())).isEqualTo("registered");
        assertThat(find(found, CLIENTS.get(1)).at("/slug").asText())
                .isEqualTo("account-" + CLIENTS.get(1).id().substring(4));
        assertThat(outcome(found, CLIENTS.get(5).id())).isEqualTo("registered");
        assertThat(outcome(found, CLIENTS.get(9).id())).isEqualTo("registered-already");
        assertThat(outcome(found, stranger)).isEqualTo("not-seen");
        assertThat(service.json("/accounts").at("/items")).hasSize(4);
        assertThat(service.query("SELECT count(*) FROM access_token")).containsExactly("2");
        assertThat(service.json("/reports/weekly/2025-W40?account=client-5")
                        .at("/totals/spend")
                        .isNumber())
                .isTrue();
    }

    @Test
    void whatIsNoTokenOrNoIdIsRefused() {
        assertThat(service.post("/accounts/discover", "{\"accessToken\": \"not-theirs\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(TestService.json(service.post("/accounts/discover", "{}"))
                        .at("/field")
                        .asText())
                .isEqualTo("accessToken");
        assertThat(TestService.json(discover("belmonte")).at("/field").asText()).isEqualTo("register");
    }

    private HttpResponse<String> discover(String... chosen) {
        var register = chosen[0].isEmpty() ? "" : ", \"register\": [\"" + String.join("\", \"", chosen) + "\"]";
        return service.post("/accounts/discover", "{\"accessToken\": \"" + TOKEN + "\"" + register + "}");
    }

    private void register(SandboxAccount account) {
        service.post("/accounts", """
                {"id": "%s", "accessToken": "%s"}""".formatted(account.id(), account.accessToken()));
    }

    private static JsonNode find(JsonNode found, SandboxAccount account) {
        return find(found, account.id());
    }

    private static JsonNode find(JsonNode found, String id) {
        return found.at("/items")
                .valueStream()
                .filter(account -> account.at("/id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String outcome(JsonNode found, String id) {
        return find(found, id).at("/outcome").asText();
    }
}
