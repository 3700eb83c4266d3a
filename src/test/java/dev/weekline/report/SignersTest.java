package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID provider, whose public keys are fetched from where it publishes them. */
class SignersTest {

    private static final String ISSUER = "https://login.example.com";

    private final RSAKey key = generated("first");
    private final RSAKey foreign = generated("first");
    private HttpServer provider;
    private TestService service;

    @BeforeEach
    void start() throws IOException {
        var published = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        provider.start();
        service = TestService.start(
                Map.of(
                        "MICRONAUT_SECURITY_TOKEN_JWT_ENABLED",
                        "true",
                        "MICRONAUT_SECURITY_TOKEN_JWT_SIGNATURES_JWKS_PROVIDER_URL",
                        "http://127.0.0.1:" + provider.getAddress().getPort() + "/keys",
                        "MICRONAUT_SECURITY_TOKEN_JWT_CLAIMS_VALIDATORS_ISSUER",
                        ISSUER,
                        "MICRONAUT_SECURITY_TOKEN_JWT_CLAIMS_VALIDATORS_AUDIENCE",
                        "weekline"),
                TestService.account("belmonte"));
    }

    @AfterEach
    void stop() {
        service.close();
        provider.stop(0);
    }

    @Test
    void aTokenOfTheProviderIsLetInBesideKeys() {
        assertThat(statusOf(signed(key, ISSUER, "weekline"))).isEqualTo(200);
        assertThat(service.get("/accounts").statusCode()).isEqualTo(200);
    }

    @Test
    void whatSomebodyElseSignedOrWasMadeForSomebodyElseProvesNothing() {
        assertThat(statusOf(signed(foreign, ISSUER, "weekline"))).isEqualTo(401);
        assertThat(statusOf(signed(key, "https://other.example.com", "weekline")))
                .isEqualTo(401);
        assertThat(statusOf(signed(key, ISSUER, "another service"))).isEqualTo(401);
    }

    private int statusOf(String token) {
        return service.get("/accounts", "Authorization", "Bearer " + token).statusCode();
    }

    private static String signed(RSAKey key, String issuer, String audience) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .subject("ada")
                            .issuer(issuer)
                            .audience(audience)
                            .claim("scope", "read")
                            .claim("accounts", "*")
                            .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                            .build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static RSAKey generated(String id) {
        try {
            return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyID(id).generate();
        } catch (JOSEException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
