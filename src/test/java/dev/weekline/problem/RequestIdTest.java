package dev.weekline.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "Dashboard-41_f2.9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void anIdOfTheRightFormIsTaken(String sent) {
        assertThat(RequestId.of(HttpRequest.GET("/").header("X-Request-Id", sent)))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a/b",
                "a;b",
                "a,b",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void anIdOfAnotherFormIsReplaced(String sent) {
        assertThat(RequestId.of(HttpRequest.GET("/").header("X-Request-Id", sent)))
                .isNotEqualTo(sent)
                .matches("[a-z0-9]{12}");
    }

    @Test
    void aRequestKeepsItsId() {
        var request = HttpRequest.GET("/");

        assertThat(RequestId.of(request)).isEqualTo(RequestId.of(request));
    }

    @Test
    void everyRequestHasAnIdOfItsOwn() {
        var ids = new HashSet<String>();
        IntStream.range(0, 1000).forEach(i -> ids.add(RequestId.of(HttpRequest.GET("/"))));

        assertThat(ids).hasSize(1000);
    }
}
