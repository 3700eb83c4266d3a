package dev.weekline.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Tells Micronaut Security whose key it was shown; a text that can be none of our keys is not looked up. */
@Singleton
final class KeyValidator implements TokenValidator<HttpRequest<?>> {

    private final AdminKey admin;
    private final Keys keys;

    KeyValidator(AdminKey admin, Keys keys) {
        this.admin = admin;
        this.keys = keys;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        var key = token.strip();
        var digest = KeyDigest.of(key);
        return Mono.justOrEmpty(admin.caller(digest))
                .switchIfEmpty(KeyText.isWellFormed(key) ? keys.find(digest) : Mono.empty())
                .cast(Authentication.class);
    }

    /** Before those that ask others. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
