package dev.weekline.audit;

import dev.weekline.problem.RequestId;
import io.micronaut.http.HttpRequest;
import java.security.Principal;
import java.util.Optional;

/**
 * Who changes something.
 *
 * @param who the name of the principal: {@code key:} and the id of a key, {@code admin-key}, {@code token:} and the
 *     subject of a token; or {@code weekline} for the service itself
 * @param requestId the request that it was asked by
 */
public record Actor(String who, Optional<String> requestId) {

    /** The service itself, of its own accord. */
    public static final Actor WEEKLINE = new Actor("weekline", Optional.empty());

    private static final String NOBODY = "nobody";

    /** Whoever sent the request. */
    public static Actor of(HttpRequest<?> request) {
        return new Actor(
                request.getUserPrincipal().map(Principal::getName).orElse(NOBODY), Optional.of(RequestId.of(request)));
    }
}
