package dev.weekline.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ad accounts that are registered here. What was found is remembered for half a minute. */
@Singleton
public class Accounts {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST_REMEMBERED = 20_000;

    private final AccountRows rows;
    private final CredentialRows credentials;
    private final TokenCipher cipher;
    private final Cache<String, Account> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    Accounts(AccountRows rows, CredentialRows credentials, TokenCipher cipher) {
        this.rows = rows;
        this.credentials = credentials;
        this.cipher = cipher;
    }

    /** The account with that slug or id ({@code act_123} or {@code 123}); empty if none is registered. */
    public Mono<Account> find(String nameOrId) {
        return find(nameOrId, Sight.OF_ALL);
    }

    /**
     * The same for somebody who may not see every account. One that is out of sight takes as long as one that does not
     * exist: for both the database is asked.
     */
    public Mono<Account> find(String nameOrId, Sight sight) {
        var asked = AccountId.isWritten(nameOrId) ? AccountId.parse(nameOrId).value() : nameOrId;
        return Mono.justOrEmpty(remembered(nameOrId))
                .filter(account -> sight.sees(account.id()))
                .switchIfEmpty(Mono.defer(() -> isName(asked) ? rows.find(asked) : Mono.empty())
                        .map(AccountRow::toAccount)
                        .filter(account -> sight.sees(account.id()))
                        .doOnNext(account -> remembered.put(nameOrId, account)));
    }

    /**
     * The account with that slug or id, for somebody with that sight.
     *
     * @return an error signal of {@link ProblemException}, naming the field {@code account}, if none is registered, and
     *     the very same one if it is out of sight
     */
    public Mono<Account> read(String nameOrId, Sight sight) {
        return find(nameOrId, sight)
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                                ProblemType.UNKNOWN_ACCOUNT,
                                "No account with this id or slug is registered; GET /accounts lists those that are")
                        .withField("account")));
    }

    /** The account with that slug or id, if it was found a moment ago; asks nobody. */
    public Optional<Account> remembered(String nameOrId) {
        return Optional.ofNullable(remembered.getIfPresent(nameOrId));
    }

    /** Nothing else is anybody's name, so the database is not asked about it. */
    private static boolean isName(String text) {
        return AccountId.isWritten(text) || Registration.isSlug(text);
    }

    /** The first accounts by slug of those that are in sight. */
    public Flux<Account> first(int limit, Sight sight) {
        var seen = sight.only().map(only -> only.stream().map(AccountId::value).toList());
        return seen.map(ids -> ids.isEmpty() ? Flux.<AccountRow>empty() : rows.firstOf(ids, limit))
                .orElseGet(() -> rows.first(limit))
                .map(AccountRow::toAccount);
    }

    /** The token that opens the account; empty where it has none. */
    public Mono<AccessToken> token(AccountId id) {
        return credentials.find(id.value()).map(row -> cipher.decrypt(id, row.encryptedToken()));
    }
}
