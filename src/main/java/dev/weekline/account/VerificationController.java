package dev.weekline.account;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code POST /accounts/{account}/verify}: what works of an account, and what does not. */
@Controller("/accounts")
class VerificationController {

    private final Accounts accounts;
    private final ListedAccounts listed;
    private final Verification verification;

    VerificationController(Accounts accounts, ListedAccounts listed, Verification verification) {
        this.accounts = accounts;
        this.listed = listed;
        this.verification = verification;
    }

    @Post("/{account}/verify")
    @Secured(Needs.OPERATE)
    Mono<View> verify(@PathVariable String account, Sight sight) {
        return accounts.read(account, sight)
                .flatMap(found -> verification.verify(found.id()).flatMap(answer -> switch (answer) {
                    case Verification.Answer.Verified(var checks) ->
                        listed.find(found.id())
                                .map(now -> View.of(checks, now))
                                .switchIfEmpty(Mono.error(AccountProblems::unknown));
                    case Verification.Answer.Impossible(var why) -> throw AccountProblems.blocked(why, "");
                    case Verification.Answer.Unavailable(var why, var trace) ->
                        throw AccountProblems.unavailable(why, trace);
                }));
    }

    /** What works, as the API shows it. */
    @Serdeable.Serializable
    record View(boolean works, List<CheckView> checks, AccountView account) {

        static View of(List<Check> checks, ListedAccount account) {
            return new View(
                    Checks.work(checks), checks.stream().map(CheckView::of).toList(), AccountView.of(account));
        }
    }

    /** One thing that was looked at. */
    @Serdeable.Serializable
    record CheckView(String check, @Nullable Boolean passed, String detail) {

        static CheckView of(Check check) {
            return new CheckView(check.name(), check.passed().orElse(null), check.detail());
        }
    }
}
