package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.SandboxAccount;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real account is registered with an id and a token; Meta says who it is, and the token is never seen again. */
class RegistrationTest {

    private static final SandboxAccount LUMEN = TestService.account("hotel-lumen");
    private static final SandboxAccount BELMONTE = TestService.account("belmonte");
    private TestService service;

    @BeforeEach
    void start() {
        service = TestService.startUnregistered(LUMEN, BELMONTE);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void metaTellsNameCurrencyAndZone() {
        var digits = LUMEN.id().substring("act_".length());
        var answer = register(digits, LUMEN.accessToken(), "");
        var account = TestService.json(answer);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/accounts/" + LUMEN.id());
        assertThat(account.at("/id").asText()).isEqualTo(LUMEN.id());
        assertThat(account.at("/slug").asText()).isEqualTo("hotel-lumen");
        assertThat(account.at("/name").asText()).isEqualTo("Hotel Lumen");
        assertThat(account.at("/currency").asText()).isEqualTo("USD");
        assertThat(account.at("/timeZone").asText()).isEqualTo("America/Los_Angeles");
        assertThat(service.json("/accounts/" + digits)).isEqualTo(account);
        assertThat(service.json("/accounts").at("/items/0")).isEqualTo(account);
    }

    @Test
    void theOnlyAccountNeedsNotBeNamed() {
        register(BELMONTE.id(), BELMONTE.accessToken(), "");

        assertThat(service.json("/reports/weekly/2025-W39").at("/account/slug").asText())
                .isEqualTo("belmonte");
    }

    @Test
    void theTokenIsEncryptedAtRestAndInNoAnswer() {
        var answer = register(LUMEN.id(), LUMEN.accessToken(), "");

        assertThat(answer.body() + service.get("/accounts").body()).doesNotContain(LUMEN.accessToken());
        assertThat(service.query("SELECT encode(encrypted_token, 'escape') FROM access_token"))
                .singleElement()
                .satisfies(stored -> assertThat(stored).doesNotContain(LUMEN.accessToken()));
    }

    @Test
    void whatMetaRefusesIsAProblemThatSaysWhy() {
        var badToken = register(LUMEN.id(), "not-a-token-of-theirs", "");
        var otherAccount = register(BELMONTE.id(), LUMEN.accessToken(), "");

        for (var answer : new HttpResponse<?>[] {badToken, otherAccount}) {
            assertThat(answer.statusCode()).isEqualTo(409);
        }
        var problem = TestService.json(badToken);
        assertThat(problem.at("/type").asText()).isEqualTo("/problems/account-blocked");
        assertThat(problem.at("/detail").asText()).containsIgnoringCase("token");
        assertThat(problem.at("/retryable").asBoolean()).isFalse();
        assertThat(problem.at("/fbtrace_id").asText()).isNotEmpty();
        assertThat(service.json("/accounts").at("/items").size()).isZero();
    }

    @Test
    void idsAndSlugsAreUnique() {
        register(LUMEN.id(), LUMEN.accessToken(), ", \"slug\": \"mine\"");

        var again = register(LUMEN.id(), LUMEN.accessToken(), "");
        var sameSlug = register(BELMONTE.id(), BELMONTE.accessToken(), ", \"slug\": \"mine\"");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(TestService.json(again).at("/field").asText()).isEqualTo("id");
        assertThat(sameSlug.statusCode()).isEqualTo(409);
        assertThat(TestService.json(sameSlug).at("/field").asText()).isEqualTo("slug");
        assertThat(service.query("SELECT count(*) FROM account_credential")).containsExactly("1");
    }

    @Test
    void badInputNamesTheField() {
        assertThat(field(service.post("/accounts", "{\"accessToken\": \"x\"}"))).isEqualTo("id");
        assertThat(field(register("act_12x", "x", ""))).isEqualTo("id");
        assertThat(field(register(LUMEN.id(), " ", ""))).isEqualTo("accessToken");
        assertThat(field(register(LUMEN.id(), "x", ", \"slug\": \"Not A Slug\"")))
                .isEqualTo("slug");
        assertThat(service.post("/accounts", "{\"id\": ").statusCode()).isEqualTo(400);
    }

    private static String field(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return TestService.json(answer).at("/field").asText();
    }

    private HttpResponse<String> register(String id, String token, String more) {
        return service.post("/accounts", """
                {"id": "%s", "accessToken": "%s"%s}""".formatted(id, token, more));
    }
}
