package dev.weekline.access;

import dev.weekline.account.Needs;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.util.ProxyHeaderParser;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** {@code /session}: signing in with a key, and out again. */
@Controller("/session")
class SessionController {

    private static final Logger LOG = LoggerFactory.getLogger(SessionController.class);

    private final AdminKey admin;
    private final Keys keys;
    private final Sessions sessions;
    private final KeyLimit limit;
    private final Refusals refusals;
    private final InstantSource time;

    SessionController(
            AdminKey admin, Keys keys, Sessions sessions, KeyLimit limit, Refusals refusals, InstantSource time) {
        this.admin = admin;
        this.keys = keys;
        this.sessions = sessions;
        this.limit = limit;
        this.refusals = refusals;
        this.time = time;
    }

    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    Mono<HttpResponse<?>> begin(HttpRequest<?> request, @Body SessionOrder order) {
        OwnPage.refuseOthers(request);
        return passOf(order.checkedKey())
                .switchIfEmpty(Mono.error(() -> refusals.wrongKey(request, "This service does not know this key")))
                .doOnNext(pass -> limit.take(pass.caller()))
                .flatMap(pass -> endThatOf(request).then(sessions.begin(pass)).map(begun -> {
                    LOG.info("{} has signed in until {}", pass.caller().name(), begun.endsAt());
                    var length = Duration.between(time.instant(), begun.endsAt());
                    return HttpResponse.noContent().cookie(SessionCookie.of(begun.text(), length, isSecure(request)));
                }));
    }

    @Get
    @Secured(Needs.READ)
    Mono<SessionView> show(HttpRequest<?> request, Caller caller) {
        return shown(request, caller)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(pass -> SessionView.of(caller, pass));
    }

    @Delete
    @Secured(Needs.READ)
    Mono<HttpResponse<?>> end(HttpRequest<?> request) {
        return endThatOf(request)
                .then(Mono.fromSupplier(
                        () -> HttpResponse.noContent().cookie(SessionCookie.cleared(isSecure(request)))));
    }

    /** What the request shows; empty for a token of somebody else's making. */
    private Mono<Pass> shown(HttpRequest<?> request, Caller caller) {
        return SessionCookie.shown(request)
                .map(text -> sessions.pass(sessions.digest(text)))
                .or(() -> KeyDigest.ofHeader(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                        .map(digest -> caller.isKey() ? keys.pass(digest) : Mono.justOrEmpty(admin.pass(digest))))
                .orElse(Mono.empty());
    }

    private Mono<Pass> passOf(String key) {
        var digest = KeyDigest.of(key);
        return Mono.justOrEmpty(admin.pass(digest))
                .switchIfEmpty(KeyText.isWellFormed(key) ? keys.pass(digest) : Mono.empty());
    }

    private Mono<Void> endThatOf(HttpRequest<?> request) {
        return Mono.justOrEmpty(SessionCookie.sent(request)).flatMap(sessions::end);
    }

    /** Behind a proxy that ends TLS, the proxy tells whether there was any. */
    private static boolean isSecure(HttpRequest<?> request) {
        return request.isSecure() || "https".equalsIgnoreCase(new ProxyHeaderParser(request).getScheme());
    }
}
