package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Wrong keys are slowed by the address that they come from. */
class WrongKeysTest {

    private static final int BURST = 10;
    private static final String WRONG = "Bearer wl_" + "0".repeat(43) + "0NykLZ";

    @Test
    void afterABurstOfWrongKeysTheNextAreToldToWaitAndRightOnesGoOnWorking() {
        try (var service = TestService.start(TestService.account("belmonte"))) {
            for (var i = 0; i < BURST; i++) {
                assertThat(statusOf(service, i % 2 == 0 ? WRONG : "Bearer something else"))
                        .isEqualTo(401);
            }

            var refused = service.get("/accounts", "Authorization", WRONG);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("6");
            assertThat(TestService.json(refused).at("/type").asText()).isEqualTo("/problems/too-many-requests");
            assertThat(service.get("/accounts").statusCode()).isEqualTo(200);
            assertThat(service.get("/reports/weekly/2025-W39").statusCode()).isEqualTo(200);
            // Nobody is slowed for having none.
            assertThat(service.send(HttpRequest.newBuilder(service.proxy.uri().resolve("/accounts"))
                                    .build())
                            .statusCode())
                    .isEqualTo(401);

            service.time.pass(Duration.ofSeconds(6));
            assertThat(statusOf(service, WRONG)).isEqualTo(401);
            assertThat(statusOf(service, WRONG)).isEqualTo(429);
        }
    }

    @Test
    void behindAProxyThatIsNamedItIsTheAddressThatTheProxyTells() {
        var settings = Map.of("MICRONAUT_SERVER_CLIENT_ADDRESS_HEADER", "X-Forwarded-For");
        try (var service = TestService.start(settings)) {
            for (var i = 0; i < BURST; i++) {
                assertThat(statusFrom(service, "2001:db8::" + i)).isEqualTo(401);
            }

            // Who has one address of a network has all of them.
            assertThat(statusFrom(service, "2001:db8::ffff:1")).isEqualTo(429);
            assertThat(statusFrom(service, "2001:db8:0:1::1")).isEqualTo(401);
            assertThat(statusFrom(service, "192.0.2.1")).isEqualTo(401);
            assertThat(statusFrom(service, "not an address")).isEqualTo(401);
        }
    }

    private static int statusFrom(TestService service, String address) {
        return service.get("/accounts", "Authorization", WRONG, "X-Forwarded-For", address)
                .statusCode();
    }

    private static int statusOf(TestService service, String authorization) {
        return service.get("/accounts", "Authorization", authorization).statusCode();
    }
}
