package dev.weekline.account;

import java.util.Optional;

/**
 * An account as those see it who look after it.
 *
 * @param token how its token is doing; empty where it has none
 */
record ListedAccount(Account account, Optional<TokenHealth> token) {}
