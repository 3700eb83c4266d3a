package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.account.Sight;
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

    /** The account with that slug or id; the only one in sight where none is named. */
    Mono<Account> find(@Nullable String nameOrId, Sight sight) {
        return nameOrId == null || nameOrId.isBlank() ? only(sight) : accounts.read(nameOrId, sight);
    }

    private Mono<Account> only(Sight sight) {
        return accounts.first(2, sight)
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
