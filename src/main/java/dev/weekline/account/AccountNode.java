package dev.weekline.account;

import java.time.ZoneId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What Meta knows of an ad account. */
public interface AccountNode {

    /** Asks Meta, once per subscription. Foreseen failures are answers; anything else is an error signal. */
    Mono<NodeAnswer> ask(AccountId account, AccessToken token);

    /** Everything that asking for an account node can come to, short of a fault. */
    sealed interface NodeAnswer {

        /**
         * Meta shows the account to this token.
         *
         * @param status empty where Meta does not tell
         */
        record Known(String name, String currency, ZoneId timeZone, Optional<AccountStatus> status)
                implements NodeAnswer {}

        /**
         * The token or the account is refused until somebody puts it right.
         *
         * @param why what is wrong and what to do, in a sentence
         * @param fbtraceId Meta's trace id, empty where it gave none
         */
        record Refused(String why, String fbtraceId) implements NodeAnswer {}

        /** Meta could not be asked now. */
        record Unavailable(String why, String fbtraceId) implements NodeAnswer {}
    }
}
