package dev.weekline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.client.ApiClient;
import dev.weekline.client.ApiException;
import dev.weekline.client.api.AccountsApi;
import dev.weekline.client.api.OperationsApi;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

class OpenPathsTest {

    private static EmbeddedServer server;
    private static ContractProxy proxy;
    private static OperationsApi operations;

    @BeforeAll
    static void start() {
        server = SomeRooms.start(
                Map.of("endpoints.health.details-visible", "NEVER", "ailment", "possible"),
                "dev.weekline.contract",
                "dev.weekline.problem",
                "dev.weekline.boot.ContractController",
                "dev.weekline.boot.$ContractController");
        proxy = ContractProxy.before(server.getURI());
        operations = new OperationsApi(clientOf(proxy));
    }

    @AfterAll
    static void stop() {
        server.close();
        proxy.close();
    }

    @Test
    void theContractIsServedAsItIsWritten() throws ApiException, IOException {
        var served = operations.getContractWithHttpInfo("read-it");

        assertThat(Files.readString(served.getData().toPath())).isEqualTo(Contract.text());
        assertThat(served.getHeaders().get("content-type")).containsExactly("application/yaml");
        assertThat(served.getHeaders().get("x-request-id")).containsExactly("read-it");
    }

    @Test
    void theContractHasAHead() {
        var answer = new RawClient(proxy.uri()).head("/openapi.yaml");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void healthIsWhatTheContractSays() throws ApiException {
        assertThat(operations.getHealth("of-all").getStatus()).isEqualTo("UP");
        assertThat(operations.getLiveness("alive").getStatus()).isEqualTo("UP");
        assertThat(operations.getReadiness("ready").getStatus()).isEqualTo("UP");
    }

    @Test
    void badHealthStaysReadableForProbes() {
        Ailment.isThere = true;
        try {
            var answer = new RawClient(proxy.uri()).get("/health");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().get("status").asText()).isEqualTo("DOWN");
        } finally {
            Ailment.isThere = false;
        }
    }

    @Test
    void whatIsNotThereIsAProblemForTheGeneratedClientToo() {
        var accounts = new AccountsApi(clientOf(proxy));

        assertThatThrownBy(() -> accounts.getAccount("belmonte", null))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(404);
                    assertThat(e.getResponseBody()).contains("/problems/not-found");
                });
    }

    /** Makes the service unwell while it is there. */
    @Singleton
    @Requires(property = "ailment")
    static final class Ailment implements HealthIndicator {

        private static volatile boolean isThere;

        @Override
        public Publisher<HealthResult> getResult() {
            return Mono.just(HealthResult.builder("ailment", isThere ? HealthStatus.DOWN : HealthStatus.UP)
                    .build());
        }
    }

    private static ApiClient clientOf(ContractProxy proxy) {
        return new ApiClient()
                .setScheme("http")
                .setHost(proxy.uri().getHost())
                .setPort(proxy.uri().getPort());
    }
}
