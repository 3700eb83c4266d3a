package dev.weekline.backfill;

import com.fasterxml.jackson.core.JsonFactory;
import dev.weekline.account.Account;
import dev.weekline.account.AccountId;
import dev.weekline.account.Accounts;
import dev.weekline.account.Sight;
import dev.weekline.backfill.CoverageRows.AccountWeeks;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** How much of what could be known is known: the state of every week of every account. */
@Singleton
class Coverage {

    /** Accounts in one answer; more are on the next page. */
    static final int MOST_ACCOUNTS = 200;

    private static final JsonFactory JSON = new JsonFactory();

    private final CoverageRows rows;
    private final PlanRows plans;
    private final QuotaPace pace;
    private final Accounts accounts;
    private final Clock clock;

    Coverage(CoverageRows rows, PlanRows plans, QuotaPace pace, Accounts accounts, Clock clock) {
        this.rows = rows;
        this.plans = plans;
        this.pace = pace;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * The coverage of one account, or of all that are in sight, as the API shows it.
     *
     * @param after the slug after which it goes on
     */
    Mono<String> read(Optional<String> account, Span span, Optional<String> after, Sight sight) {
        return Mono.defer(() -> {
            var now = clock.instant();
            return account.map(name ->
                            accounts.read(name, sight).map(Account::timeZone).map(List::of))
                    .orElseGet(plans::zones)
                    .zipWith(only(account, sight))
                    .flatMap(found -> {
                        var within = span.in(found.getT1(), now);
                        return pace.ofQueue()
                                .flatMap(speed -> rows.read(
                                                new CoverageRows.Page(found.getT2(), after, MOST_ACCOUNTS + 1),
                                                within,
                                                speed,
                                                now)
                                        .collectList())
                                .map(page -> shown(page, span));
                    });
        });
    }

    private Mono<Optional<List<String>>> only(Optional<String> account, Sight sight) {
        return account.map(name -> accounts.read(name, sight)
                        .map(one -> Optional.of(List.of(one.id().value()))))
                .orElseGet(() -> Mono.just(sight.only()
                        .map(seen -> seen.stream().map(AccountId::value).toList())));
    }

    private static String shown(List<AccountWeeks> page, Span span) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var account : page.subList(0, Math.min(page.size(), MOST_ACCOUNTS))) {
                json.writeStartObject();
                json.writeStringField("account", account.account());
                json.writeStringField("slug", account.slug());
                json.writeFieldName("weeks");
                json.writeRawValue("[" + account.weeks() + "]");
                json.writeEndObject();
            }
            json.writeEndArray();
            if (page.size() > MOST_ACCOUNTS) {
                json.writeStringField("next", next(page.get(MOST_ACCOUNTS - 1).slug(), span));
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static String next(String last, Span span) {
        return "/coverage?cursor=" + URLEncoder.encode(last, StandardCharsets.UTF_8)
                + span.from().map(week -> "&from=" + week).orElse("")
                + span.to().map(week -> "&to=" + week).orElse("");
    }
}
