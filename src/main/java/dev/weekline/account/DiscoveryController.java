package dev.weekline.account;

import dev.weekline.account.Discovery.Answer;
import dev.weekline.account.Discovery.Found;
import dev.weekline.account.TokenAccounts.Seen;
import dev.weekline.audit.Actor;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code POST /accounts/discover}: what a token opens, and registering some of it. */
@Controller("/accounts")
class DiscoveryController {

    private static final int MOST_CHOSEN = 500;

    private final Discovery discovery;

    DiscoveryController(Discovery discovery) {
        this.discovery = discovery;
    }

    @Post("/discover")
    @Secured(Needs.OPERATE_ALL)
    @Status(HttpStatus.OK)
    Mono<View> discover(HttpRequest<?> request, @Body Asked asked) {
        return discovery
                .discover(AccountInput.token(asked.accessToken()), asked.chosen(), Actor.of(request))
                .map(answer -> switch (answer) {
                    case Answer.Discovered(var accounts, var isComplete) ->
                        new View(accounts.stream().map(FoundView::of).toList(), isComplete);
                    case Answer.Refused(var why, var trace) -> throw AccountProblems.blocked(why, trace);
                    case Answer.Unavailable(var why, var trace) -> throw AccountProblems.unavailable(why, trace);
                });
    }

    /** A token, and what is to be registered. */
    @Serdeable.Deserializable
    record Asked(@Nullable String accessToken, @Nullable List<String> register) {

        Set<AccountId> chosen() {
            if (register == null) {
                return Set.of();
            }
            if (register.size() > MOST_CHOSEN
                    || !register.stream().allMatch(id -> id != null && AccountId.isWritten(id))) {
                throw AccountInput.invalid(
                        "register", "register is a list of at most " + MOST_CHOSEN + " account ids, act_ and digits");
            }
            var chosen = new LinkedHashSet<AccountId>();
            register.forEach(id -> chosen.add(AccountId.parse(id)));
            return chosen;
        }

        @Override
        public String toString() {
            return "Asked[register=" + register + "]";
        }
    }

    /** What was discovered, as the API shows it. */
    @Serdeable.Serializable
    record View(List<FoundView> items, boolean complete) {}

    /** One account. */
    @Serdeable.Serializable
    record FoundView(
            String id,
            @Nullable String slug,
            @Nullable String name,
            @Nullable String currency,
            @Nullable String timeZone,
            @Nullable String status,
            boolean registered,
            @Nullable String outcome) {

        static FoundView of(Found found) {
            var known = found.seen().flatMap(Seen::known);
            return new FoundView(
                    found.id().value(),
                    found.slug().isEmpty() ? null : found.slug(),
                    found.seen().map(Seen::name).orElse(null),
                    known.map(told -> told.currency()).orElse(null),
                    known.map(told -> told.timeZone().getId()).orElse(null),
                    known.flatMap(told -> told.status())
                            .map(AccountStatus::word)
                            .orElse(null),
                    found.isRegistered(),
                    found.outcome()
                            .map(outcome ->
                                    outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .orElse(null));
        }
    }
}
