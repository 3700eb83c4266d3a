package dev.weekline.account;

import io.r2dbc.spi.Connection;
import reactor.core.publisher.Mono;

/** Is told that an account has a new token, which may open what the old one did not. */
public interface NewToken {

    /** In the transaction that stores it. */
    Mono<Void> stored(Connection connection, AccountId account);
}
