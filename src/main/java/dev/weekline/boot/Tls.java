package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the service proves with that it is who it says, over TLS.
 *
 * @param certificate a PEM file: the certificate of this service, then those that vouch for it
 * @param key a PEM file with its private key, without a password
 */
record Tls(Path certificate, Path key) {

    private static final String CERTIFICATE = "WEEKLINE_TLS_CERTIFICATE";
    private static final String KEY = "WEEKLINE_TLS_KEY";
    static final String DOES_NOT_PROVE = KEY + " does not go with " + CERTIFICATE
            + ": set it to the private key that the first certificate of that file was made for.";

    private static final String PREFIX = "micronaut.server.ssl.";
    private static final String USUAL_PORT = "8080";

    /**
     * Empty where neither is set: then the service speaks plain HTTP.
     *
     * @throws CannotStartException where one is missing or no file that can be read
     */
    static Optional<Tls> of(Map<String, String> environment) {
        var certificate =
                Settings.read(environment, CERTIFICATE).map(text -> checkedCertificate(file(text, CERTIFICATE)));
        var key = Settings.read(environment, KEY).map(text -> checkedKey(file(text, KEY)));
        if (certificate.isPresent() != key.isPresent()) {
            throw new CannotStartException(
                    CERTIFICATE + " and " + KEY + " belong together: set both, or neither for plain HTTP.");
        }
        return certificate.map(path -> new Tls(path, key.orElseThrow()));
    }

    /** What the HTTP server is told. It listens on the port that is set as ever, and speaks TLS there alone. */
    Map<String, Object> properties(Map<String, String> environment) {
        return Map.of(
                PREFIX + "enabled",
                true,
                PREFIX + "port",
                port(environment),
                PREFIX + "key-store.certificate-path",
                "file:" + certificate,
                PREFIX + "key-store.key-path",
                "file:" + key);
    }

    /** Connections to whoever proves itself with this very certificate. */
    SSLSocketFactory trusted() {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var one : certificates(certificate)) {
                store.setCertificateEntry("certificate-" + store.size(), one);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException, CertificateException {
        try (var pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem);
        }
    }

    private static Path checkedCertificate(Path path) {
        try {
            if (!certificates(path).isEmpty()) {
                return path;
            }
        } catch (IOException | CertificateException none) {
            // Said below.
        }
        throw new CannotStartException(
                CERTIFICATE + " holds no certificate: set it to a PEM file of X.509 certificates.");
    }

    private static Path checkedKey(Path path) {
        try {
            if (Files.readString(path, ISO_8859_1).contains("-----BEGIN ")) {
                return path;
            }
        } catch (IOException none) {
            // Said below.
        }
        throw new CannotStartException(
                KEY + " holds no key: set it to a PEM file of a private key without a password.");
    }

    private static String port(Map<String, String> environment) {
        return Settings.read(environment, "MICRONAUT_SERVER_PORT").orElse(USUAL_PORT);
    }

    private static Path file(String text, String name) {
        try {
            var path = Path.of(text).toAbsolutePath().normalize();
            if (Files.isReadable(path) && Files.isRegularFile(path)) {
                return path;
            }
        } catch (InvalidPathException malformed) {
            // Said below.
        }
        throw new CannotStartException(name + " is not a file that can be read: set it to the path of a PEM file.");
    }
}
