package dev.weekline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs after all others and reads what they have logged: no token of the sandbox, no key, no secret. */
@Order(Integer.MAX_VALUE)
class LogOfTheRunTest {

    private static final Path LOG = Path.of("target", "test-run.log");
    private static final Pattern SECRET = Pattern.compile(
            "SBX[0-9a-z]{40,}|wl[as]_[0-9A-Za-z]{43}|EAAB-test-token|a-test-key-of-more-than-24-characters|app-secret-of-the-test"
                    + "|c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=|YW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE=");

    @Test
    void nothingThatWasLoggedHoldsASecret() throws IOException {
        for (var log : List.of(LOG, ProcessLog.FILE)) {
            assertThat(log).exists();
            try (var lines = Files.lines(log)) {
                assertThat(lines.filter(line -> SECRET.matcher(line).find())).isEmpty();
            }
        }
    }
}
