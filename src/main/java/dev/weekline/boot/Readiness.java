package dev.weekline.boot;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/** Asks the service, from outside, whether it is ready. */
final class Readiness {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final int TRIES = 50;
    private static final long BETWEEN_TRIES_MS = 200;

    private Readiness() {}

    /**
     * Comes back when {@code /health/readiness} is up.
     *
     * @param tls what it proves itself with, if it does
     * @throws CannotStartException if it does not come up
     */
    static void await(URI address, Optional<Tls> tls) {
        for (var tried = 0; tried < TRIES; tried++) {
            if (isUp(address.resolve("/health/readiness"), tls)) {
                return;
            }
            pause();
        }
        throw new CannotStartException(
                "The service has started and does not become ready: look above for what its log says.");
    }

    private static boolean isUp(URI readiness, Optional<Tls> tls) {
        try {
            var connection = (HttpURLConnection) readiness.toURL().openConnection();
            if (connection instanceof HttpsURLConnection secure && tls.isPresent()) {
                secure.setSSLSocketFactory(tls.get().trusted());
                // The certificate is the one of this service, whatever name it is called by from outside.
                secure.setHostnameVerifier((_, _) -> true);
            }
            connection.setConnectTimeout((int) LONGEST_ANSWER.toMillis());
            connection.setReadTimeout((int) LONGEST_ANSWER.toMillis());
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (SSLException handshake) {
            throw new CannotStartException(Tls.DOES_NOT_PROVE, handshake);
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
