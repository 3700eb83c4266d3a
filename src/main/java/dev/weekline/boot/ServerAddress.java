package dev.weekline.boot;

import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where the HTTP server is found. */
final class ServerAddress {

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private ServerAddress() {}

    /** An address that works on this machine, also where the server listens everywhere. */
    static URI of(EmbeddedServer server) {
        var host = EVERYWHERE.contains(server.getHost()) ? "127.0.0.1" : server.getHost();
        try {
            return new URI(server.getScheme(), null, host, server.getPort(), null, null, null);
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
