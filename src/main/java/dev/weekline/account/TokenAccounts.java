package dev.weekline.account;

import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The ad accounts that a token sees. */
public interface TokenAccounts {

    /** Asks Meta for all of them, page by page, once per subscription. Foreseen failures are answers. */
    Mono<SeenAnswer> ask(AccessToken token);

    /**
     * An ad account that a token sees.
     *
     * @param name Meta's name for it, or its id
     * @param known the rest; empty where Meta tells too little of it
     */
    record Seen(AccountId id, String name, Optional<AccountNode.NodeAnswer.Known> known) {}

    /** Everything that this question can come to, short of a fault. */
    sealed interface SeenAnswer {

        /**
         * What Meta lists.
         *
         * @param isComplete whether there are no more
         */
        record Listed(List<Seen> accounts, boolean isComplete) implements SeenAnswer {

            public Listed {
                accounts = List.copyOf(accounts);
            }
        }

        /** The token is refused; {@code why} says what to do. */
        record Refused(String why, String fbtraceId) implements SeenAnswer {}

        /** Meta could not be asked now. */
        record Unavailable(String why, String fbtraceId) implements SeenAnswer {}
    }
}
