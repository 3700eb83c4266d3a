package dev.weekline.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.contract.RawClient;
import dev.weekline.contract.SomeRooms;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdAnswersTest {

    private static EmbeddedServer server;
    private static RawClient client;

    @BeforeAll
    static void start() {
        server = SomeRooms.start(Map.of(), RequestIdAnswersTest.class.getPackageName());
        client = new RawClient(server.getURI());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trouble/none", "/nowhere", "/trouble/fault", "/trouble/unwritable", "/health"})
    void everyAnswerSendsTheIdBackOnce(String path) {
        assertThat(client.get(path, "X-Request-Id", "mine-1").headers().allValues("X-Request-Id"))
                .containsExactly("mine-1");
        assertThat(client.get(path, "X-Request-Id", "not mine").headers().allValues("X-Request-Id"))
                .singleElement()
                .asString()
                .matches("[a-z0-9]{12}");
    }
}
