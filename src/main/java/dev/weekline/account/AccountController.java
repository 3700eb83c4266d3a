package dev.weekline.account;

import dev.weekline.audit.Actor;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code /accounts}: which ad accounts can be read, and looking after them. Tokens go in and never come out. */
@Controller("/accounts")
class AccountController {

    private final Accounts accounts;
    private final ListedAccounts listed;
    private final Registration registration;
    private final AccountChanges changes;
    private final Deletion deletion;

    AccountController(
            Accounts accounts,
            ListedAccounts listed,
            Registration registration,
            AccountChanges changes,
            Deletion deletion) {
        this.accounts = accounts;
        this.listed = listed;
        this.registration = registration;
        this.changes = changes;
        this.deletion = deletion;
    }

    @Get
    @Secured(Needs.READ)
    Mono<AccountList> list(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit, Sight sight) {
        var count = AccountInput.limit(limit);
        return listed.after(AccountInput.after(cursor), count + 1, sight)
                .collectList()
                .map(found -> AccountList.of(found, count));
    }

    @Get("/{account}")
    @Secured(Needs.READ)
    Mono<AccountView> read(@PathVariable String account, Sight sight) {
        return accounts.read(account, sight).flatMap(found -> view(found.id()));
    }

    @Post
    @Secured(Needs.OPERATE_ALL)
    Mono<HttpResponse<AccountView>> register(HttpRequest<?> request, @Body Asked asked) {
        return registration
                .register(
                        AccountInput.id(asked.id()),
                        AccountInput.token(asked.accessToken()),
                        AccountInput.slug(asked.slug()),
                        Actor.of(request))
                .flatMap(answer -> switch (answer) {
                    case RegistrationAnswer.Registered(var account) ->
                        view(account.id())
                                .map(view -> HttpResponse.created(view, URI.create("/accounts/" + account.id())));
                    case RegistrationAnswer.AlreadyRegistered(var account) ->
                        throw AccountProblems.registeredAlready(account);
                    case RegistrationAnswer.SlugTaken(var slug) -> throw AccountProblems.slugTaken(slug);
                    case RegistrationAnswer.Refused(var why, var trace) -> throw AccountProblems.blocked(why, trace);
                    case RegistrationAnswer.Unavailable(var why, var trace) ->
                        throw AccountProblems.unavailable(why, trace);
                });
    }

    @Patch("/{account}")
    @Secured(Needs.OPERATE)
    Mono<AccountView> change(
            HttpRequest<?> request, @PathVariable String account, @Body AskedChange asked, Sight sight) {
        var change = asked.toChange();
        return accounts.read(account, sight)
                .doOnNext(_ -> requireMayName(change, sight))
                .flatMap(found -> changes.change(found, change, Actor.of(request)))
                .map(answer -> switch (answer) {
                    case ChangeAnswer.Changed(var changed) -> AccountView.of(changed);
                    case ChangeAnswer.Gone _ -> throw AccountProblems.unknown();
                    case ChangeAnswer.SlugTaken(var slug) -> throw AccountProblems.slugTaken(slug);
                    case ChangeAnswer.Refused(var why, var trace) -> throw AccountProblems.blocked(why, trace);
                    case ChangeAnswer.Unavailable(var why, var trace) -> throw AccountProblems.unavailable(why, trace);
                });
    }

    /** Slugs are one name space: refusals would tell of accounts that are out of sight. */
    private static void requireMayName(AccountChange change, Sight sight) {
        if (change.slug().isPresent() && !sight.seesAll()) {
            throw AccountProblems.mayNotName();
        }
    }

    @Delete("/{account}")
    @Secured(Needs.OPERATE)
    Mono<HttpResponse<?>> delete(
            HttpRequest<?> request, @PathVariable String account, @QueryValue @Nullable Boolean purge, Sight sight) {
        var actor = Actor.of(request);
        var removal = Boolean.TRUE.equals(purge)
                ? accounts.find(account, sight)
                        .map(Account::id)
                        .switchIfEmpty(Mono.defer(
                                () -> Mono.justOrEmpty(written(account).filter(sight::sees))))
                        .flatMap(id -> deletion.purge(id, actor))
                : accounts.find(account, sight).flatMap(found -> deletion.delete(found.id(), actor));
        return removal.switchIfEmpty(Mono.error(AccountProblems::unknown))
                .map(outcome -> HttpResponse.status(
                        switch (outcome) {
                            case DONE -> HttpStatus.NO_CONTENT;
                            case UNDER_WAY -> HttpStatus.ACCEPTED;
                        }));
    }

    /** One that is deleted has no slug any more. */
    private static Optional<AccountId> written(String account) {
        return AccountId.isWritten(account) ? Optional.of(AccountId.parse(account)) : Optional.empty();
    }

    private Mono<AccountView> view(AccountId id) {
        return listed.find(id).map(AccountView::of).switchIfEmpty(Mono.error(AccountProblems::unknown));
    }

    /** What registering an account takes. */
    @Serdeable.Deserializable
    record Asked(
            @Nullable String id,
            @Nullable String accessToken,
            @Nullable String slug) {

        @Override
        public String toString() {
            return "Asked[id=" + id + ", slug=" + slug + "]";
        }
    }

    /** What is to change. */
    @Serdeable.Deserializable
    record AskedChange(
            @Nullable String slug,
            @Nullable Object paused,
            @Nullable String accessToken) {

        AccountChange toChange() {
            var token = Optional.ofNullable(accessToken).map(AccountInput::token);
            var change = new AccountChange(AccountInput.slug(slug), AccountInput.paused(paused), token);
            if (change.isNothing()) {
                throw AccountInput.invalid("slug", "Name what is to change: slug, paused or accessToken");
            }
            return change;
        }

        @Override
        public String toString() {
            return "AskedChange[slug=" + slug + ", paused=" + paused + "]";
        }
    }

    /** Accounts as the API lists them. */
    @Serdeable.Serializable
    record AccountList(List<AccountView> items, @Nullable String next) {

        /** @param found one more than is shown, where there are more */
        static AccountList of(List<ListedAccount> found, int limit) {
            var shown = found.subList(0, Math.min(limit, found.size()));
            return new AccountList(
                    shown.stream().map(AccountView::of).toList(),
                    found.size() > limit
                            ? "/accounts?limit=" + limit + "&cursor="
                                    + AccountInput.cursor(
                                            shown.getLast().account().slug())
                            : null);
        }
    }
}
