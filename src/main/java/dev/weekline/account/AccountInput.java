package dev.weekline.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is sent to {@code /accounts}; what cannot be meant is a problem that names the field. */
final class AccountInput {

    private static final int USUAL_LIMIT = 200;
    private static final int HIGHEST_LIMIT = 1_000;
    private static final int LONGEST_TOKEN = 1_024;

    private AccountInput() {}

    static AccountId id(@Nullable String id) {
        if (id == null || !AccountId.isWritten(id)) {
            throw invalid("id", "id is act_ and digits, or the digits alone");
        }
        return AccountId.parse(id);
    }

    static AccessToken token(@Nullable String token) {
        if (token == null || token.isBlank() || token.length() > LONGEST_TOKEN) {
            throw invalid("accessToken", "accessToken is a token that Meta gave for this account");
        }
        return new AccessToken(token.strip());
    }

    static Optional<String> slug(@Nullable String slug) {
        if (slug != null && !Registration.isSlug(slug)) {
            throw invalid("slug", "slug is up to 63 lower-case letters, digits and hyphens, with a letter among them");
        }
        return Optional.ofNullable(slug);
    }

    /** @param paused as it came: anything may be made a boolean of, and is not meant */
    static Optional<Boolean> paused(@Nullable Object paused) {
        if (paused != null && !(paused instanceof Boolean)) {
            throw invalid("paused", "paused is true or false");
        }
        return Optional.ofNullable((Boolean) paused);
    }

    static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return USUAL_LIMIT;
        }
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw invalid("limit", "limit is a number from 1 to " + HIGHEST_LIMIT);
        }
        return limit;
    }

    /** The slug after which a page begins. */
    static String after(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            var slug = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (Registration.isSlug(slug)) {
                return slug;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below.
        }
        throw invalid("cursor", "cursor is what next of the page before says");
    }

    static String cursor(String slug) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(slug.getBytes(UTF_8));
    }

    static ProblemException invalid(String field, String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail).withField(field);
    }
}
