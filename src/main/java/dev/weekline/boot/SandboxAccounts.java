package dev.weekline.boot;

import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.account.Registration;
import dev.weekline.account.RegistrationAnswer;
import dev.weekline.account.RegistrationAnswer.AlreadyRegistered;
import dev.weekline.account.RegistrationAnswer.Refused;
import dev.weekline.account.RegistrationAnswer.Registered;
import dev.weekline.account.RegistrationAnswer.SlugTaken;
import dev.weekline.account.RegistrationAnswer.Unavailable;
import dev.weekline.audit.Actor;
import dev.weekline.sandbox.SandboxAccount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** Registers the accounts of the sandbox as anybody's are, so that there is something to ask for. */
final class SandboxAccounts {

    private static final Duration LONGEST_REGISTRATION = Duration.ofSeconds(30);

    private final Registration registration;

    SandboxAccounts(Registration registration) {
        this.registration = registration;
    }

    /** Registers those that are not there yet; waits for it. */
    void register(List<SandboxAccount> accounts) {
        Flux.fromIterable(accounts)
                .flatMap(account -> registration
                        .register(
                                new AccountId(account.id()),
                                new AccessToken(account.accessToken()),
                                Optional.of(account.slug()),
                                Actor.WEEKLINE)
                        .doOnNext(answer -> check(account, answer)))
                .blockLast(LONGEST_REGISTRATION);
    }

    private static void check(SandboxAccount account, RegistrationAnswer answer) {
        switch (answer) {
            case Registered _, AlreadyRegistered _, SlugTaken _ -> {}
            case Refused refused -> throw notRegistered(account, refused.why());
            case Unavailable unavailable -> throw notRegistered(account, unavailable.why());
        }
    }

    private static CannotStartException notRegistered(SandboxAccount account, String why) {
        return new CannotStartException("The sandbox account " + account.slug() + " cannot be registered (" + why
                + "): start Weekline again, or choose another directory with WEEKLINE_DATA_DIR.");
    }
}
