package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Finds the account that a request is about. */
@Singleton
class AskedAccount {

    private static final String FIELD = "account";

    private final Accounts accounts;

    AskedAccount(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The account with that slug or id; the only one there is where none is named. */
    Mono<Account> find(@Nullable String nameOrId) {
        return nameOrId == null || nameOrId.isBlank() ? only() : accounts.read(nameOrId);
    }

    private Mono<Account> only() {
        return accounts.first(2)
                .collectList()
                .flatMap(found -> found.size() == 1
                        ? Mono.just(found.getFirst())
                        : Mono.error(new ProblemException(
                                        ProblemType.ACCOUNT_REQUIRED,
                                        found.isEmpty()
                                                ? "No account is registered yet; POST /accounts registers one"
                                                : "Name an account: account=act_<digits>, or its slug")
                                .withField(FIELD)));
    }
}
