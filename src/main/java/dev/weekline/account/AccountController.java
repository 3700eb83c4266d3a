package dev.weekline.account;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code /accounts}: which ad accounts can be read, and registering one. Tokens go in and never come out. */
@Controller("/accounts")
class AccountController {

    private static final int MOST_LISTED = 1_000;
    private static final int LONGEST_TOKEN = 1_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Accounts accounts;
    private final Registration registration;

    AccountController(Accounts accounts, Registration registration) {
        this.accounts = accounts;
        this.registration = registration;
    }

    @Get
    @Secured(Needs.READ)
    Mono<AccountList> list(Sight sight) {
        return accounts.first(MOST_LISTED, sight)
                .map(AccountView::of)
                .collectList()
                .map(AccountList::new);
    }

    @Get("/{account}")
    @Secured(Needs.READ)
    Mono<AccountView> read(@PathVariable String account, Sight sight) {
        return accounts.read(account, sight).map(AccountView::of);
    }

    @Post
    @Secured(Needs.OPERATE_ALL)
    Mono<HttpResponse<AccountView>> register(@Body Asked asked) {
        return registration
                .register(asked.accountId(), asked.token(), asked.checkedSlug())
                .map(answer -> switch (answer) {
                    case RegistrationAnswer.Registered(var account) ->
                        HttpResponse.created(AccountView.of(account), URI.create("/accounts/" + account.id()));
                    case RegistrationAnswer.AlreadyRegistered(var account) ->
                        throw new ProblemException(
                                        ProblemType.CONFLICT,
                                        account.id() + " is registered already, as " + account.slug())
                                .withField("id");
                    case RegistrationAnswer.SlugTaken(var slug) ->
                        throw new ProblemException(
                                        ProblemType.CONFLICT,
                                        "Another account has the slug " + slug + "; choose another")
                                .withField("slug");
                    case RegistrationAnswer.Refused(var why, var trace) ->
                        throw new ProblemException(ProblemType.ACCOUNT_BLOCKED, why).withFbtraceId(trace);
                    case RegistrationAnswer.Unavailable(var why, var trace) ->
                        throw new ProblemException(ProblemType.UPSTREAM_UNAVAILABLE, why)
                                .withRetryAfter(SOON)
                                .withFbtraceId(trace);
                });
    }

    /** What registering an account takes. */
    @Serdeable.Deserializable
    record Asked(
            @Nullable String id,
            @Nullable String accessToken,
            @Nullable String slug) {

        AccountId accountId() {
            if (id == null || !AccountId.isWritten(id)) {
                throw invalid("id", "id is act_ and digits, or the digits alone");
            }
            return AccountId.parse(id);
        }

        AccessToken token() {
            if (accessToken == null || accessToken.isBlank() || accessToken.length() > LONGEST_TOKEN) {
                throw invalid("accessToken", "accessToken is a token that Meta gave for this account");
            }
            return new AccessToken(accessToken.strip());
        }

        Optional<String> checkedSlug() {
            if (slug != null && !Registration.isSlug(slug)) {
                throw invalid(
                        "slug", "slug is up to 63 lower-case letters, digits and hyphens, with a letter among them");
            }
            return Optional.ofNullable(slug);
        }

        @Override
        public String toString() {
            return "Asked[id=" + id + ", slug=" + slug + "]";
        }

        private static ProblemException invalid(String field, String detail) {
            return new ProblemException(ProblemType.INVALID_REQUEST, detail).withField(field);
        }
    }

    /** An account as the API shows it. */
    @Serdeable.Serializable
    record AccountView(String id, String slug, String name, String currency, String timeZone) {

        static AccountView of(Account account) {
            return new AccountView(
                    account.id().value(),
                    account.slug(),
                    account.name(),
                    account.currency(),
                    account.timeZone().getId());
        }
    }

    /** Accounts as the API lists them. */
    @Serdeable.Serializable
    record AccountList(List<AccountView> items) {}
}
