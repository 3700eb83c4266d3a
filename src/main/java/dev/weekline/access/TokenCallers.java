package dev.weekline.access;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.weekline.account.AccountId;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.jwt.validator.DefaultJwtAuthenticationFactory;
import io.micronaut.security.token.jwt.validator.JwtAuthenticationFactory;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who shows a token (JWT, RFC 7519) whose signature and times were found to be right: {@code sub} is the name,
 * {@code scope} the scopes with spaces between (RFC 9068, other words in it are passed over), {@code accounts} a list
 * of account ids, or {@code "*"} for all. What a token does not say is not allowed, and one that names accounts has no
 * scope {@code admin}.
 */
@Singleton
@Replaces(DefaultJwtAuthenticationFactory.class)
final class TokenCallers implements JwtAuthenticationFactory {

    private static final String ALL = "*";

    /** A token that nobody signed proves nothing; Micronaut takes one for good where no signature is configured. */
    @Override
    public Optional<Authentication> createAuthentication(JWT token) {
        try {
            return token instanceof SignedJWT signed
                    ? Optional.ofNullable(signed.getJWTClaimsSet()).flatMap(TokenCallers::caller)
                    : Optional.empty();
        } catch (ParseException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Authentication> caller(JWTClaimsSet claims) {
        var accounts = accounts(claims.getClaim("accounts"));
        return Optional.ofNullable(claims.getSubject())
                .filter(subject -> !subject.isBlank())
                .map(subject -> new Caller("token:" + subject, scope(claims, accounts), accounts));
    }

    private static Optional<Scope> scope(JWTClaimsSet claims, Optional<Set<AccountId>> accounts) {
        return words(claims.getClaim("scope")).stream()
                .flatMap(word -> Scope.named(word).stream())
                .map(scope -> scope == Scope.ADMIN && accounts.isPresent() ? Scope.OPERATE : scope)
                .max(Comparator.naturalOrder());
    }

    /** Which accounts may be seen; empty where all may. */
    private static Optional<Set<AccountId>> accounts(@Nullable Object claim) {
        var named = words(claim);
        return named.equals(List.of(ALL))
                ? Optional.empty()
                : Optional.of(named.stream()
                        .filter(AccountId::isWritten)
                        .map(AccountId::parse)
                        .collect(Collectors.toSet()));
    }

    private static List<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Arrays.asList(text.split(" ", -1));
            case Collection<?> list ->
                list.stream().filter(Objects::nonNull).map(Object::toString).toList();
            case null -> List.of();
            default -> List.of();
        };
    }
}
