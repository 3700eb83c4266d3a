package dev.weekline.access;

import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Tells Micronaut Security whose session a request shows. */
@Singleton
final class SessionFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private final Sessions sessions;

    SessionFetcher(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return Mono.justOrEmpty(SessionCookie.shown(request))
                .filter(_ -> !isOpen(request))
                .flatMap(text -> sessions.find(sessions.digest(text)))
                .doOnNext(_ -> OwnPage.requireOf(request))
                .cast(Authentication.class);
    }

    /** What is open to everybody asks no database who that is: browsers send the cookie for every file of the page. */
    private static boolean isOpen(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(AnnotationMetadataProvider::getAnnotationMetadata)
                .map(route -> route.stringValues(Secured.class))
                .filter(needs -> Arrays.asList(needs).contains(SecurityRule.IS_ANONYMOUS))
                .isPresent();
    }
}
