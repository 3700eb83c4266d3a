package dev.weekline.account;

import dev.weekline.account.TokenAccounts.Seen;
import dev.weekline.account.TokenAccounts.SeenAnswer;
import dev.weekline.audit.Actor;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists the ad accounts that a token sees, and registers those that are chosen. */
@Singleton
class Discovery {

    private final TokenAccounts tokenAccounts;
    private final AccountRows rows;
    private final AccountKeeper keeper;

    Discovery(TokenAccounts tokenAccounts, AccountRows rows, AccountKeeper keeper) {
        this.tokenAccounts = tokenAccounts;
        this.rows = rows;
        this.keeper = keeper;
    }

    /** Everything that discovering can come to, short of a fault. */
    sealed interface Answer {

        /** What Meta lists, and what was chosen but is not listed. */
        record Discovered(List<Found> accounts, boolean isComplete) implements Answer {}

        /** The token is refused; {@code why} says what to do. */
        record Refused(String why, String fbtraceId) implements Answer {}

        /** Meta could not be asked now. */
        record Unavailable(String why, String fbtraceId) implements Answer {}
    }

    /**
     * An account that was discovered.
     *
     * @param seen empty where the token does not see it
     * @param slug under which it is or would be registered
     * @param outcome what came of registering it; empty where that was not asked for
     */
    record Found(AccountId id, Optional<Seen> seen, String slug, boolean isRegistered, Optional<Outcome> outcome) {

        Found after(Outcome came, String newSlug) {
            return new Found(id, seen, newSlug, isRegistered || came == Outcome.REGISTERED, Optional.of(came));
        }
    }

    /** What registering one account has come to. */
    enum Outcome {
        REGISTERED,
        REGISTERED_ALREADY,
        SLUG_TAKEN,
        NOT_SEEN,
        UNREADABLE
    }

    Mono<Answer> discover(AccessToken token, Set<AccountId> chosen, Actor actor) {
        return tokenAccounts.ask(token).flatMap(answer -> switch (answer) {
            case SeenAnswer.Listed(var seen, var isComplete) ->
                slugs(seen)
                        .flatMap(slugs -> Flux.fromStream(found(seen, slugs, chosen))
                                .concatMap(found ->
                                        chosen.contains(found.id()) ? register(found, token, actor) : Mono.just(found))
                                .collectList())
                        .map(all -> new Answer.Discovered(all, isComplete));
            case SeenAnswer.Refused(var why, var trace) -> Mono.<Answer>just(new Answer.Refused(why, trace));
            case SeenAnswer.Unavailable(var why, var trace) -> Mono.<Answer>just(new Answer.Unavailable(why, trace));
        });
    }

    /** The slugs of those that are registered. */
    private Mono<Map<String, String>> slugs(List<Seen> seen) {
        var ids = seen.stream().map(account -> account.id().value()).toList();
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : rows.ofIds(ids).collectMap(AccountRow::accountId, AccountRow::slug);
    }

    private static Stream<Found> found(List<Seen> seen, Map<String, String> slugs, Set<AccountId> chosen) {
        var listed = new LinkedHashMap<AccountId, Found>();
        for (var account : seen) {
            var slug = Optional.ofNullable(slugs.get(account.id().value()));
            listed.put(
                    account.id(),
                    new Found(
                            account.id(),
                            Optional.of(account),
                            slug.orElseGet(() -> Registration.slugOf(account.name(), account.id())),
                            slug.isPresent(),
                            Optional.empty()));
        }
        chosen.forEach(id -> listed.computeIfAbsent(
                id, _ -> new Found(id, Optional.empty(), "", false, Optional.of(Outcome.NOT_SEEN))));
        return listed.values().stream();
    }

    private Mono<Found> register(Found found, AccessToken token, Actor actor) {
        if (found.isRegistered()) {
            return Mono.just(found.after(Outcome.REGISTERED_ALREADY, found.slug()));
        }
        return found.seen()
                .map(seen -> seen.known()
                        .map(known -> keep(found, account(found.id(), known, found.slug()), token, actor)
                                .flatMap(kept -> kept.outcome().equals(Optional.of(Outcome.SLUG_TAKEN))
                                        ? keep(
                                                found,
                                                account(found.id(), known, Registration.plainSlug(found.id())),
                                                token,
                                                actor)
                                        : Mono.just(kept)))
                        .orElseGet(() -> Mono.just(found.after(Outcome.UNREADABLE, found.slug()))))
                .orElseGet(() -> Mono.just(found));
    }

    private static Account account(AccountId id, AccountNode.NodeAnswer.Known known, String slug) {
        return new Account(id, slug, known.name(), known.currency(), known.timeZone(), known.status(), false);
    }

    private Mono<Found> keep(Found found, Account account, AccessToken token, Actor actor) {
        return keeper.keep(account, token, actor).map(answer -> switch (answer) {
            case RegistrationAnswer.Registered(var kept) -> found.after(Outcome.REGISTERED, kept.slug());
            case RegistrationAnswer.AlreadyRegistered(var there) ->
                found.after(Outcome.REGISTERED_ALREADY, there.slug());
            default -> found.after(Outcome.SLUG_TAKEN, account.slug());
        });
    }
}
