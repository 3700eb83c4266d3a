package dev.weekline.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that a session is shown with. No script reads it, and no browser sends it for the page of another site.
 */
final class SessionCookie {

    static final String NAME = "weekline_session";

    private SessionCookie() {}

    /** What a request shows; empty where it shows a key as well, which goes before. */
    static Optional<String> shown(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION) ? Optional.empty() : sent(request);
    }

    /** What a request carries; empty for what can be no session. */
    static Optional<String> sent(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue).filter(SessionText::isWellFormed);
    }

    /** @param secure whether it is kept from plain HTTP */
    static Cookie of(String text, Duration length, boolean secure) {
        return Cookie.of(NAME, text)
                .path("/")
                .maxAge(length.toSeconds())
                .httpOnly()
                .sameSite(SameSite.Strict)
                .secure(secure);
    }

    /** What has a browser forget it. */
    static Cookie cleared(boolean secure) {
        return of("", Duration.ZERO, secure);
    }
}
