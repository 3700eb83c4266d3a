package dev.weekline.access;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes from a page of this service. Browsers send cookies by themselves, whoever has them ask; what
 * they say of the page that asks can't be written by it. {@code SameSite} alone would let in pages on other ports and
 * other names of the same site.
 */
final class OwnPage {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private OwnPage() {}

    /** Ends a request that would change something unless our own page sends it. */
    static void requireOf(HttpRequest<?> request) {
        if (!READING.contains(request.getMethod()) && !isOurs(request)) {
            throw refusal();
        }
    }

    /** Ends a request that another page sends; who sends none of these headers is no browser. */
    static void refuseOthers(HttpRequest<?> request) {
        var isTold = request.getHeaders().contains(FETCH_SITE)
                || request.getHeaders().contains(HttpHeaders.ORIGIN);
        if (isTold && !isOurs(request)) {
            throw refusal();
        }
    }

    private static boolean isOurs(HttpRequest<?> request) {
        var site = request.getHeaders().get(FETCH_SITE);
        return site != null
                ? site.equals("same-origin")
                : isOf(
                        request.getHeaders().get(HttpHeaders.ORIGIN),
                        request.getHeaders().get(HttpHeaders.HOST));
    }

    /** Whether it is TLS is not compared: behind a proxy only the proxy knows. */
    private static boolean isOf(@Nullable String origin, @Nullable String host) {
        return origin != null
                && host != null
                && (origin.equalsIgnoreCase("https://" + host) || origin.equalsIgnoreCase("http://" + host));
    }

    private static ProblemException refusal() {
        return new ProblemException(
                ProblemType.FORBIDDEN,
                "With the cookie of a session only this service's own page may change something; other programs send a"
                        + " key, as in: Authorization: Bearer <key>");
    }
}
