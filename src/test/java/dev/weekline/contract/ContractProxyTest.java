package dev.weekline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.contract.RawClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractProxyTest {

    private static final String BELMONTE = """
            {"id": "act_17", "slug": "belmonte", "name": "Belmonte", "currency": "PLN", "timeZone": "Europe/Warsaw",
             "paused": false}""";
    private static final String PROBLEM = """
            {"type": "/problems/not-found", "title": "Not found", "status": 404, "detail": "There is nothing.",
             "retryable": false, "requestId": "r-1"}""";

    private final ScriptedService service = new ScriptedService();
    private final ContractProxy proxy = ContractProxy.before(service.uri());
    private final RawClient client = new RawClient(proxy.uri());

    @BeforeEach
    void everyAnswerHasAnIdUnlessToldOtherwise() {
        service.header("X-Request-Id", "r-1");
    }

    @AfterEach
    void stop() {
        proxy.takeViolations();
        proxy.close();
        service.close();
    }

    @Test
    void anAnswerThatKeepsTheContractPassesUnchanged() {
        service.header("X-Other", "kept").answer(200, "application/json", BELMONTE);

        var answer = client.get("/accounts/belmonte");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(BELMONTE);
        assertThat(answer.header("X-Other")).contains("kept");
        proxy.assertNoViolations();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"act_17\"}",
                "{\"id\": 17, \"slug\": \"b\", \"name\": \"B\", \"currency\": \"PLN\", \"timeZone\": \"UTC\", \"paused\": false}",
                "{\"id\": \"act_17\", \"slug\": null, \"name\": \"B\", \"currency\": \"PLN\", \"timeZone\": \"UTC\", \"paused\": false}",
                "{\"id\": \"act_17\", \"slug\": \"b\", \"name\": \"B\", \"currency\": \"PLN\", \"timeZone\": \"UTC\", \"paused\": false, \"accessToken\": \"x\"}",
                "not even JSON"
            })
    void aWrongBodyIsCaught(String body) {
        service.answer(200, "application/json", body);

        assertCaught(client.get("/accounts/belmonte"));
    }

    @Test
    void aWrongWordOfAClosedSetIsCaught() {
        service.answer(200, "application/json", """
                {"week": "2025-W39", "section": "weather", "rowCount": 0, "revision": 1, "rows": []}""");

        assertCaught(client.get("/reports/weekly/2025-W39/daily"));
    }

    @Test
    void aWrongBodyIsCaughtThroughItsCompression() {
        service.header("Content-Encoding", "gzip").answer(200, "application/json", zipped("{}"));

        assertCaught(client.get("/accounts/belmonte", "Accept-Encoding", "gzip"));
    }

    @Test
    void aCompressedBodyStaysCompressed() {
        service.header("Content-Encoding", "gzip").answer(200, "application/json", zipped(BELMONTE));

        var answer = client.get("/accounts/belmonte", "Accept-Encoding", "gzip");

        assertThat(answer.body()).isEqualTo(zipped(BELMONTE));
        assertThat(answer.text()).isEqualTo(BELMONTE);
        proxy.assertNoViolations();
    }

    @Test
    void anUnlistedStatusIsCaught() {
        service.answer(202, "application/json", BELMONTE);

        assertCaught(client.get("/accounts/belmonte"));
    }

    @Test
    void aRedirectIsNotFollowedButCaught() {
        service.header("Location", "/accounts/belmonte").answer(302, "", "");

        assertCaught(client.get("/accounts/17"));
        assertThat(service.lastRequest()).isEqualTo("GET /accounts/17");
    }

    @Test
    void aWrongContentTypeIsCaught() {
        service.answer(200, "text/html", BELMONTE);

        assertCaught(client.get("/accounts/belmonte"));
    }

    @Test
    void aBodyWithoutContentTypeIsCaught() {
        service.answer(200, "", BELMONTE);

        assertCaught(client.get("/accounts/belmonte"));
    }

    @Test
    void anErrorThatIsNoProblemIsCaught() {
        service.answer(404, "application/json", "{\"message\": \"Not Found\"}");

        assertCaught(client.get("/accounts/belmonte"));
    }

    @Test
    void aMissingHeaderIsCaught() {
        service.withoutHeaders().answer(200, "application/json", BELMONTE);

        assertCaught(client.get("/accounts/belmonte"));
    }

    @Test
    void aProblemThatContradictsItsAnswerIsCaught() {
        service.answer(404, "application/problem+json", PROBLEM.replace("r-1", "r-2"));
        assertCaught(client.get("/accounts/belmonte"));

        service.answer(404, "application/problem+json", PROBLEM.replace("404", "400"));
        assertCaught(client.get("/accounts/belmonte"));
    }

    @Test
    void aPathOutsideTheContractMustBeNotFound() {
        service.answer(200, "application/json", "{}");
        assertCaught(client.get("/metrics"));

        service.answer(404, "text/html", "<h1>Not found</h1>");
        assertCaught(client.get("/metrics"));

        service.answer(404, "application/problem+json", "{}");
        assertCaught(client.get("/metrics"));

        service.answer(404, "application/problem+json", PROBLEM);
        assertThat(client.get("/metrics").status()).isEqualTo(404);
        proxy.assertNoViolations();
    }

    @Test
    void aMethodOutsideTheContractMustBeRefusedWithAllow() {
        var refusal = PROBLEM.replace("404", "405");
        service.answer(405, "application/problem+json", refusal);
        assertCaught(client.ask("DELETE", "/accounts", ""));

        service.header("Allow", "GET, POST").answer(405, "application/problem+json", refusal);
        assertThat(client.ask("DELETE", "/accounts", "").status()).isEqualTo(405);
        assertThat(client.ask("PURGE", "/accounts", "").status()).isEqualTo(405);
        proxy.assertNoViolations();
    }

    @Test
    void theHeadOfAnyPathIsHeldToItsGet() {
        service.header("Content-Length", "17").answer(200, "application/json", "");
        var answer = client.head("/accounts");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).contains("17");
        proxy.assertNoViolations();

        service.answer(418, "application/json", "");
        assertThat(client.head("/accounts").status()).isEqualTo(500);
        assertThat(proxy.takeViolations()).isNotEmpty();
    }

    @Test
    void anAnswerWithoutBodyPasses() {
        service.header("ETag", "\"1\"")
                .header("Cache-Control", "private")
                .header("Vary", "Accept")
                .answer(304, "", "");

        var answer = client.get("/reports/weekly/2025-W39", "If-None-Match", "\"1\"");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).contains("\"1\"");
        proxy.assertNoViolations();
    }

    @Test
    void aRequestPassesUnchanged() {
        service.header("Location", "/accounts/act_17").answer(201, "application/json", BELMONTE);

        client.postJson("/accounts?x=a%2Fb&x=%C3%A4", "{\"id\": \"17\"}", "Authorization", "Bearer key");

        assertThat(service.lastRequest()).isEqualTo("POST /accounts?x=a%2Fb&x=%C3%A4");
        assertThat(service.lastBody()).isEqualTo("{\"id\": \"17\"}");
        assertThat(service.lastHeader("Authorization")).isEqualTo("Bearer key");
        assertThat(service.lastHeader("Content-Type")).isEqualTo("application/json");
        proxy.assertNoViolations();
    }

    @Test
    void aStreamOfEventsPasses() {
        service.answer(200, "text/event-stream", "data: 1\n\ndata: 2\n\n");

        assertThat(client.get("/operations/1", "Accept", "text/event-stream").text())
                .isEqualTo("data: 1\n\ndata: 2\n\n");
    }

    private void assertCaught(Answer answer) {
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).contains("broke the contract");
        assertThatThrownBy(proxy::assertNoViolations).isInstanceOf(AssertionError.class);
        proxy.assertNoViolations();
    }

    private static byte[] zipped(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
