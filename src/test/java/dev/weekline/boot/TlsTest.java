package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weekline.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service behind a certificate that the JDK's keytool has made. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private Path certificate;
    private Path key;
    private KeyStore store;

    @BeforeEach
    void makeCertificate() throws Exception {
        var file = directory.resolve("store.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "weekline",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=weekline",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:weekline.example",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        store = KeyStore.getInstance(file.toFile(), PASSWORD);
        certificate = pem("CERTIFICATE", store.getCertificate("weekline").getEncoded());
        key = pem("PRIVATE KEY", store.getKey("weekline", PASSWORD).getEncoded());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void theServiceSpeaksTlsAndSaysSo() throws Exception {
        try (var weekline =
                start(Map.of("WEEKLINE_TLS_CERTIFICATE", certificate.toString(), "WEEKLINE_TLS_KEY", key.toString()))) {
            assertThat(weekline.address()).hasScheme("https");
            assertThat(weekline.welcome().getFirst()).isEqualTo("Weekline is ready at " + weekline.address());

            var request = HttpRequest.newBuilder(weekline.address().resolve("/accounts"))
                    .header("Authorization", "Bearer " + weekline.adminKey())
                    .build();
            var answer = client().send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("belmonte");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            assertThat(answer.sslSession()).isPresent();
            assertPlainHttpIsNotAnswered(weekline.address());

            var signedIn = client().send(
                            HttpRequest.newBuilder(weekline.address().resolve("/session"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"key\": \"" + weekline.adminKey() + "\"}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("; Secure");
        }
    }

    @Test
    void halfOfItIsRefused() {
        assertRefused(
                Map.of("WEEKLINE_TLS_CERTIFICATE", certificate.toString()),
                "WEEKLINE_TLS_CERTIFICATE and WEEKLINE_TLS_KEY");
    }

    @Test
    void whatIsNoFileAndWhatHoldsNoCertificateIsNamed() throws IOException {
        var nothing = Files.writeString(directory.resolve("nothing.pem"), "nothing");

        assertRefused(
                Map.of("WEEKLINE_TLS_CERTIFICATE", "/no/such/file", "WEEKLINE_TLS_KEY", key.toString()),
                "WEEKLINE_TLS_CERTIFICATE is not a file");
        assertRefused(
                Map.of("WEEKLINE_TLS_CERTIFICATE", nothing.toString(), "WEEKLINE_TLS_KEY", key.toString()),
                "WEEKLINE_TLS_CERTIFICATE holds no certificate");
        assertRefused(
                Map.of("WEEKLINE_TLS_CERTIFICATE", certificate.toString(), "WEEKLINE_TLS_KEY", nothing.toString()),
                "WEEKLINE_TLS_KEY holds no key");
    }

    @Test
    void theKeyOfAnotherCertificateIsNamed() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var other = pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());

        assertRefused(
                Map.of("WEEKLINE_TLS_CERTIFICATE", certificate.toString(), "WEEKLINE_TLS_KEY", other.toString()),
                "WEEKLINE_TLS_KEY does not go with WEEKLINE_TLS_CERTIFICATE");
    }

    private Weekline start(Map<String, String> settings) {
        var environment = new HashMap<>(Map.of(
                "WEEKLINE_DATA_DIR",
                directory.resolve("data").toString(),
                "WEEKLINE_DATABASE_URL",
                database.url(),
                "WEEKLINE_ENCRYPTION_KEY",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "MICRONAUT_SERVER_PORT",
                "0"));
        environment.putAll(settings);
        return Weekline.start(environment, Clock.systemUTC(), SandboxSettings.defaults(), _ -> {});
    }

    private void assertRefused(Map<String, String> settings, String words) {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> start(settings))
                .withMessageContaining(words);
    }

    private static void assertPlainHttpIsNotAnswered(URI address) throws InterruptedException {
        var plain = URI.create("http://127.0.0.1:" + address.getPort() + "/health");
        try {
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(plain).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isNotEqualTo(200);
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private HttpClient client() throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusting());
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private KeyStore trusting() throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("weekline", store.getCertificate("weekline"));
        return trusted;
    }

    private Path pem(String what, byte[] bytes) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                directory.resolve(what.replace(' ', '-') + ".pem"),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    }
}
