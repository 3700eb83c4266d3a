package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tokens of a signer that the configuration names are let in beside keys; nobody else's are. */
@TestInstance(Lifecycle.PER_CLASS)
class TokensTest {

    private static final String SECRET = "a-secret-of-the-signer-of-more-than-32-bytes";
    private static final Map<String, String> SIGNER = Map.of(
            "MICRONAUT_SECURITY_TOKEN_JWT_ENABLED",
            "true",
            "MICRONAUT_SECURITY_TOKEN_JWT_SIGNATURES_SECRET_VALIDATION_SECRET",
            SECRET);

    private final TestService service =
            TestService.start(SIGNER, TestService.account("belmonte"), TestService.account("hotel-lumen"));

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aTokenMayDoWhatItsClaimsSayForTheAccountsThatTheyName() {
        var token = signed(
                claims().claim("scope", "openid read refresh").claim("accounts", List.of("act_1203300000000017")),
                SECRET);

        assertThat(as(token, "/accounts").body()).contains("belmonte").doesNotContain("hotel-lumen");
        assertThat(as(token, "/reports/weekly/2025-W39?account=belmonte").statusCode())
                .isEqualTo(200);
        assertThat(as(token, "/reports/weekly/2025-W39").statusCode()).isEqualTo(200);
        assertThat(as(token, "/reports/weekly/2025-W39?account=hotel-lumen").statusCode())
                .isEqualTo(404);
        assertThat(as(token, "/keys").statusCode()).isEqualTo(403);
        assertThat(service.get("/accounts").statusCode())
                .as("the key beside it")
                .isEqualTo(200);
    }

    @Test
    void aTokenForAllSeesAllAndIsNamedInTheAudit() {
        var token = signed(claims().claim("scope", "admin").claim("accounts", "*"), SECRET);

        assertThat(as(token, "/accounts").body()).contains("belmonte", "hotel-lumen");
        service.send(service.request("/keys", "Authorization", "Bearer " + token, "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"a\", \"scopes\": [\"read\"]}"))
                .build());
        assertThat(service.json("/audit?who=token:ada").findValuesAsText("what"))
                .containsExactly("key.made");
    }

    @Test
    void whatATokenDoesNotSayItDoesNotAllow() {
        var nothing = signed(claims(), SECRET);
        var noAccounts = signed(claims().claim("scope", "read"), SECRET);
        var limitedAdmin =
                signed(claims().claim("scope", "admin").claim("accounts", List.of("act_1203300000000017")), SECRET);

        assertThat(as(nothing, "/accounts").statusCode()).isEqualTo(403);
        assertThat(TestService.json(as(noAccounts, "/accounts")).get("items")).isEmpty();
        assertThat(as(limitedAdmin, "/keys").statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenThatIsNotSignedByTheSignerOrIsOverProvesNothing() {
        var all = claims().claim("scope", "admin").claim("accounts", "*");

        assertThat(as(signed(all, "another-secret-of-more-than-32-bytes-here"), "/accounts")
                        .statusCode())
                .isEqualTo(401);
        assertThat(as(new PlainJWT(all.build()).serialize(), "/accounts").statusCode())
                .isEqualTo(401);
        assertThat(as(
                                signed(
                                        new JWTClaimsSet.Builder(all.build())
                                                .expirationTime(
                                                        Date.from(Instant.now().minusSeconds(60))),
                                        SECRET),
                                "/accounts")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void withoutASignerNoTokenIsLetInNotEvenOneThatNobodySigned() {
        var unsigned = new PlainJWT(
                        claims().claim("scope", "admin").claim("accounts", "*").build())
                .serialize();
        // Micronaut itself takes this one for good while it is switched on and knows no signer.
        for (var settings : List.of(Map.<String, String>of(), Map.of("MICRONAUT_SECURITY_TOKEN_JWT_ENABLED", "true"))) {
            try (var other = TestService.start(settings)) {
                var answer = other.get("/accounts", "Authorization", "Bearer " + unsigned);
                assertThat(answer.statusCode()).isEqualTo(401);
            }
        }
    }

    private HttpResponse<String> as(String token, String path) {
        return service.get(path, "Authorization", "Bearer " + token);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("ada")
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
    }

    private static String signed(JWTClaimsSet.Builder claims, String secret) {
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
