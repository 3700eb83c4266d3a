package dev.weekline.boot;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Pages of other sites that may ask this service from within a browser; none unless they are named.
 *
 * @param origins as a browser writes them, {@code https://dashboard.example.com}
 */
record CrossOrigin(List<String> origins) {

    private static final String NAME = "WEEKLINE_CORS_ORIGINS";
    private static final String PREFIX = "micronaut.server.cors.";
    private static final String PAGES = PREFIX + "configurations.pages.";

    /** @throws CannotStartException for what is no origin */
    static CrossOrigin of(Map<String, String> environment) {
        var origins = Settings.read(environment, NAME).stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(String::strip)
                .toList();
        if (!origins.stream().allMatch(CrossOrigin::isOrigin)) {
            throw new CannotStartException(NAME + " lists origins, separated by commas: each is a scheme, a host and,"
                    + " where it is not the usual one, a port, as in https://dashboard.example.com:8443.");
        }
        return new CrossOrigin(origins);
    }

    /** What the HTTP server is told. A key travels in a header of its own, so no page is ever trusted with cookies. */
    Map<String, Object> properties() {
        return origins.isEmpty()
                ? Map.of()
                : Map.of(
                        PREFIX + "enabled",
                        true,
                        PAGES + "allowed-origins",
                        origins,
                        PAGES + "allowed-methods",
                        List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"),
                        PAGES + "allowed-headers",
                        List.of(
                                "Authorization",
                                "Content-Type",
                                "Accept",
                                "If-None-Match",
                                "Prefer",
                                "Cache-Control",
                                "X-Request-Id"),
                        PAGES + "exposed-headers",
                        List.of(
                                "ETag",
                                "Age",
                                "Last-Modified",
                                "Location",
                                "Link",
                                "Retry-After",
                                "Cache-Status",
                                "Preference-Applied",
                                "RateLimit",
                                "RateLimit-Policy",
                                "X-Request-Id"),
                        PAGES + "allow-credentials",
                        false,
                        PAGES + "max-age",
                        3600);
    }

    /** No path, no user, nothing that a browser would not write. */
    private static boolean isOrigin(String text) {
        return text.matches("https?://[A-Za-z0-9.\\-\\[\\]:]{1,255}") && hasHost(text);
    }

    private static boolean hasHost(String text) {
        try {
            var origin = URI.create(text);
            return origin.getHost() != null
                    && origin.getUserInfo() == null
                    && !origin.getAuthority().endsWith(":");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
