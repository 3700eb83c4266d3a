package dev.weekline.account;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The ad accounts that are registered here. What was found is believed for {@link #BELIEVED}, so that a change is seen
 * by every replica within that time; while the database does not answer, for longer.
 */
@Singleton
public class Accounts {

    static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final Duration LOOKED_UP_AGAIN = Duration.ofSeconds(2);
    private static final Duration BELIEVED_WITHOUT_DATABASE = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 20_000;

    private final AccountRows rows;
    private final CredentialRows credentials;
    private final TokenCipher cipher;
    private final HealthOfTokens health;
    private final AsyncLoadingCache<String, Account> remembered;
    private final Cache<String, Account> lastSeen;

    @Inject
    Accounts(AccountRows rows, CredentialRows credentials, TokenCipher cipher, HealthOfTokens health) {
        this(rows, credentials, cipher, health, Ticker.systemTicker());
    }

    Accounts(AccountRows rows, CredentialRows credentials, TokenCipher cipher, HealthOfTokens health, Ticker ticker) {
        this.rows = rows;
        this.credentials = credentials;
        this.cipher = cipher;
        this.health = health;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .ticker(ticker)
                .executor(Runnable::run)
                .refreshAfterWrite(LOOKED_UP_AGAIN)
                .expireAfterWrite(BELIEVED)
                .buildAsync(new LookUp());
        this.lastSeen = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfterWrite(BELIEVED_WITHOUT_DATABASE)
                .build();
    }

    /** The account with that slug or id ({@code act_123} or {@code 123}); empty if none is registered. */
    public Mono<Account> find(String nameOrId) {
        return Mono.fromFuture(() -> remembered.get(nameOrId), /* suppressCancel= */ true)
                .onErrorResume(fault ->
                        Mono.justOrEmpty(lastSeen.getIfPresent(nameOrId)).switchIfEmpty(Mono.error(fault)));
    }

    /**
     * The same for somebody who may not see every account. One that is out of sight takes as long as one that does not
     * exist: for both the database is asked.
     */
    public Mono<Account> find(String nameOrId, Sight sight) {
        return remembered(nameOrId)
                .map(known -> sight.sees(known.id())
                        ? Mono.just(known)
                        : rows.find(asked(nameOrId)).then(Mono.<Account>empty()))
                .orElseGet(() -> find(nameOrId).filter(found -> sight.sees(found.id())));
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
        var found = remembered.getIfPresent(nameOrId);
        return found != null && found.isDone() && !found.isCompletedExceptionally()
                ? Optional.ofNullable(found.getNow(null))
                : Optional.empty();
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

    /** Those whose background work is stopped. */
    public Flux<Account> paused() {
        return rows.paused().map(AccountRow::toAccount);
    }

    /**
     * The token that opens the account; empty where it has none.
     *
     * @return an error signal of {@link UnreadableTokenException} where what is stored cannot be decrypted
     */
    public Mono<AccessToken> token(AccountId id) {
        return credential(id).map(Credential::token);
    }

    /** The same, with how it is doing. */
    public Mono<Credential> credential(AccountId id) {
        return credentials.find(id.value()).map(this::open).doOnNext(health::found);
    }

    private Credential open(CredentialRow row) {
        return new Credential(
                cipher.decrypt(new TokenId(row.tokenId()), row.encryptedToken(), row.keyId()),
                TokenState.named(row.health()),
                Optional.ofNullable(row.healthSince()),
                Optional.ofNullable(row.healthWhy()));
    }

    private static String asked(String nameOrId) {
        return AccountId.isWritten(nameOrId) ? AccountId.parse(nameOrId).value() : nameOrId;
    }

    /** Something was changed here, and is seen here at once. */
    void forget() {
        remembered.synchronous().invalidateAll();
        lastSeen.invalidateAll();
    }

    private final class LookUp implements AsyncCacheLoader<String, Account> {

        @Override
        public CompletableFuture<Account> asyncLoad(String nameOrId, Executor executor) {
            return Mono.defer(() -> isName(nameOrId) ? rows.find(asked(nameOrId)) : Mono.empty())
                    .map(AccountRow::toAccount)
                    .doOnNext(account -> lastSeen.put(nameOrId, account))
                    .doOnSuccess(found -> {
                        if (found == null) {
                            lastSeen.invalidate(nameOrId);
                        }
                    })
                    .toFuture();
        }

        /** While the database does not answer, what was known stands. */
        @Override
        public CompletableFuture<Account> asyncReload(String nameOrId, Account known, Executor executor) {
            return asyncLoad(nameOrId, executor).exceptionally(_ -> known);
        }
    }
}
