package dev.weekline.boot;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks the service, from outside, whether it is ready. */
final class Readiness {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final int TRIES = 50;
    private static final long BETWEEN_TRIES_MS = 200;

    private Readiness() {}

    /**
     * Comes back when {@code /health/readiness} is up.
     *
     * @throws CannotStartException if it does not come up
     */
    static void await(URI address) {
        for (var tried = 0; tried < TRIES; tried++) {
            if (isUp(address.resolve("/health/readiness"))) {
                return;
            }
            pause();
        }
        throw new CannotStartException(
                "The service has started and does not become ready: look above for what its log says.");
    }

    private static boolean isUp(URI readiness) {
        try {
            var connection = (HttpURLConnection) readiness.toURL().openConnection();
            connection.setConnectTimeout((int) LONGEST_ANSWER.toMillis());
            connection.setReadTimeout((int) LONGEST_ANSWER.toMillis());
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStartException(Opened.CALLED_OFF, stopped);
        }
    }
}
