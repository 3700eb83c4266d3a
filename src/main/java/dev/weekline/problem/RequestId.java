package dev.weekline.problem;

import io.micronaut.http.HttpRequest;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The id of a request: the caller's own where one of the right form was sent, else a short random one. */
public final class RequestId {

    /** The header that carries the id, in requests and in answers. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "dev.weekline.requestId";
    private static final int LONGEST = 64;

    // All numbers of twelve digits to the base of 36.
    private static final int BASE = 36;
    private static final long LOWEST = 131_621_703_842_267_136L;
    private static final long HIGHEST = LOWEST * BASE;

    private RequestId() {}

    /** The id of {@code request}, always the same one for the same request. */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE).map(String.class::cast).orElseGet(() -> settle(request));
    }

    /** The id of a request that was sent with this one, or none. */
    public static String of(@Nullable String sent) {
        return sent != null && isWellFormed(sent) ? sent : random();
    }

    private static String settle(HttpRequest<?> request) {
        var id = of(request.getHeaders().get(HEADER));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String random() {
        return Long.toString(ThreadLocalRandom.current().nextLong(LOWEST, HIGHEST), BASE);
    }

    private static boolean isWellFormed(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(RequestId::isAllowed);
    }

    private static boolean isAllowed(int c) {
        return isBetween('A', c, 'Z') || isBetween('a', c, 'z') || isBetween('0', c, '9') || ".-_".indexOf(c) >= 0;
    }

    private static boolean isBetween(char first, int c, char last) {
        return first <= c && c <= last;
    }
}
