package dev.weekline.account;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Encrypts stored tokens anew with the first key. Each token is exchanged in one statement, which does nothing if
 * somebody else has changed it meanwhile, so that readers and any number of replicas may be at work.
 */
@Singleton
public class Reencryption {

    private static final Logger LOG = LoggerFactory.getLogger(Reencryption.class);
    private static final int AT_ONCE = 50;

    private final TokenRows rows;
    private final TokenCipher cipher;
    private final EncryptionKeys keys;

    Reencryption(TokenRows rows, TokenCipher cipher, EncryptionKeys keys) {
        this.rows = rows;
        this.cipher = cipher;
        this.keys = keys;
    }

    /**
     * What a batch has come to.
     *
     * @param last id of the last token that was looked at; the next batch begins after it
     * @param renewed how many tokens were encrypted anew
     * @param unreadable accounts whose token could not be read
     */
    public record Batch(String last, long renewed, List<String> unreadable) {

        private Batch with(Batch other) {
            var all = Stream.concat(unreadable.stream(), other.unreadable().stream())
                    .toList();
            return new Batch(last, renewed + other.renewed(), all);
        }
    }

    /** How many tokens are not as the first key would have them. */
    public Mono<Long> left() {
        return rows.countToRenew(keys.ids().getFirst());
    }

    /** Encrypts the next tokens after that one anew, in the order of their ids; empty when there are no more. */
    public Mono<Batch> next(String after) {
        return rows.toRenew(keys.ids().getFirst(), after, AT_ONCE)
                .collectList()
                .flatMap(batch -> batch.isEmpty()
                        ? Mono.empty()
                        : Flux.fromIterable(batch)
                                .concatMap(this::renew)
                                .reduce(new Batch(batch.getLast().tokenId(), 0, List.of()), Batch::with));
    }

    /** Encrypts one token anew. */
    Mono<Batch> renew(TokenRow row) {
        var id = new TokenId(row.tokenId());
        return Mono.fromCallable(() -> cipher.encrypt(id, cipher.decrypt(id, row.encryptedToken(), row.keyId())))
                // Random bytes are read from a device.
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(renewed -> rows.renew(
                                row.tokenId(),
                                row.encryptedToken(),
                                renewed.bytes(),
                                renewed.keyId(),
                                renewed.fingerprint())
                        .flatMap(changed ->
                                changed > 0 ? Mono.just(changed) : rows.merge(row.tokenId(), renewed.fingerprint())))
                .map(changed -> new Batch(row.tokenId(), changed, List.of()))
                .onErrorResume(UnreadableTokenException.class, unreadable -> unreadable(row, unreadable));
    }

    private Mono<Batch> unreadable(TokenRow row, UnreadableTokenException why) {
        return rows.accountsOf(row.tokenId()).collectList().map(accounts -> {
            LOG.warn("The access token of {} cannot be encrypted anew: {}", accounts, why.getMessage());
            return new Batch(row.tokenId(), 0, accounts);
        });
    }
}
