package dev.weekline.account;

import dev.weekline.account.AccountNode.NodeAnswer;
import dev.weekline.audit.Actor;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Registers an ad account: asks Meta who it is, encrypts its token and keeps both. */
@Singleton
public class Registration {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final AccountNode node;
    private final AccountKeeper keeper;

    Registration(AccountNode node, AccountKeeper keeper) {
        this.node = node;
        this.keeper = keeper;
    }

    /** Whether a slug has the form we accept: lower-case letters, digits and hyphens, with a letter, so never an id. */
    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches() && text.chars().anyMatch(Character::isLetter);
    }

    /**
     * Registers the account, with a slug made of Meta's name for it where none is given.
     *
     * @throws IllegalArgumentException at once for a slug of another form
     */
    public Mono<RegistrationAnswer> register(AccountId id, AccessToken token, Optional<String> slug, Actor actor) {
        slug.filter(text -> !isSlug(text)).ifPresent(_ -> {
            throw new IllegalArgumentException("A slug is up to 63 lower-case letters, digits and hyphens");
        });
        return node.ask(id, token).flatMap(answer -> switch (answer) {
            case NodeAnswer.Known known -> keeper.keep(accountOf(id, known, slug), token, actor);
            case NodeAnswer.Refused(var why, var trace) -> Mono.just(new RegistrationAnswer.Refused(why, trace));
            case NodeAnswer.Unavailable(var why, var trace) ->
                Mono.just(new RegistrationAnswer.Unavailable(why, trace));
        });
    }

    private static Account accountOf(AccountId id, NodeAnswer.Known known, Optional<String> slug) {
        return new Account(
                id,
                slug.orElseGet(() -> slugOf(known.name(), id)),
                known.name(),
                known.currency(),
                known.timeZone(),
                known.status(),
                false);
    }

    /** The slug that an account with that name is given unless another is wanted. */
    static String slugOf(String name, AccountId id) {
        var slug = Slugs.of(name);
        return isSlug(slug) ? slug : plainSlug(id);
    }

    /** A slug that nobody else is likely to have. */
    static String plainSlug(AccountId id) {
        return "account-" + id.value().substring("act_".length());
    }
}
