package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as far as every edge reads it alike. Parameters of the query and of a form in the body count the same.
 *
 * @param method in small letters
 * @param version the version in the path, or the oldest living one where there is none
 * @param node the object
 * @param edge what of the object; empty for the object itself
 * @param bearer the token of the {@code Authorization} header
 */
record GraphRequest(
        String method,
        Version version,
        String node,
        Optional<String> edge,
        Parameters parameters,
        Optional<String> bearer) {

    private static final Pattern PATH = Pattern.compile("/(?:v(\\d{1,3})\\.(\\d{1,3})/)?([^/]+)(?:/([^/]+))?/?");

    /** @throws GraphException for a path that leads nowhere and for parameters that are not encoded */
    static GraphRequest of(HttpExchange exchange, byte[] body) throws GraphException {
        var uri = exchange.getRequestURI();
        var path = PATH.matcher(uri.getPath());
        if (!path.matches()) {
            throw new GraphException(GraphError.noSuchPage());
        }
        return new GraphRequest(
                exchange.getRequestMethod().toLowerCase(Locale.ROOT),
                version(path),
                path.group(3),
                Optional.ofNullable(path.group(4)),
                Parameters.of(uri.getRawQuery()).and(Parameters.ofBody(contentType(exchange), body)),
                bearer(exchange.getRequestHeaders().getOrDefault("Authorization", List.of())));
    }

    /** The object and its edge as they stand in a URL. */
    String path() {
        return node + edge.map(it -> "/" + it).orElse("");
    }

    /** The header counts before the parameter. */
    Optional<String> token() {
        return bearer.or(() -> parameters.find("access_token"));
    }

    private static String contentType(HttpExchange exchange) {
        return exchange.getRequestHeaders()
                .getOrDefault("Content-Type", List.of(""))
                .getFirst();
    }

    private static Version version(Matcher path) {
        return path.group(1) == null
                ? Version.OLDEST
                : new Version(Integer.parseInt(path.group(1)), Integer.parseInt(path.group(2)));
    }

    private static Optional<String> bearer(List<String> headers) {
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
                .map(header -> header.substring("Bearer ".length()).strip())
                .findFirst();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return method + " " + version + "/" + node + edge.map(it -> "/" + it).orElse("") + " " + parameters;
    }
}
