package dev.weekline.backfill;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weekline.account.Account;
import dev.weekline.account.AccountId;
import dev.weekline.account.Accounts;
import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import dev.weekline.audit.Actor;
import dev.weekline.meta.Section;
import dev.weekline.problem.AskedWeek;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.week.IsoWeek;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code /backfills}: weeks that somebody wants filled in, and how far that is. */
@Controller("/backfills")
class BackfillController {

    private static final int MOST_LISTED = 100;
    private static final int MOST_ACCOUNTS = 1_000;

    private final Backfills backfills;
    private final Accounts accounts;

    BackfillController(Backfills backfills, Accounts accounts) {
        this.backfills = backfills;
        this.accounts = accounts;
    }

    @Secured(Needs.OPERATE)
    @Post
    Mono<HttpResponse<?>> begin(HttpRequest<?> request, @Body Asked asked, Sight sight) {
        var from = asked.week(asked.from(), "from");
        var to = asked.week(asked.to(), "to");
        Span.check(from, to);
        var sections = asked.checkedSections();
        return named(asked, sight)
                .map(ids -> new BackfillOrder(ids, from, to, sections))
                .flatMap(order -> asked.isDryRun()
                        ? backfills.plan(order).map(plan -> HttpResponse.ok(PlanView.of(plan)))
                        : backfills.begin(order, Actor.of(request)).map(BackfillController::promised));
    }

    @Secured(Needs.READ)
    @Get
    Mono<BackfillList> list(Sight sight) {
        return backfills
                .newest(MOST_LISTED, sight)
                .map(BackfillView::of)
                .collectList()
                .map(BackfillList::new);
    }

    @Secured(Needs.READ)
    @Get("/{id}")
    Mono<BackfillView> read(@PathVariable String id, Sight sight) {
        return find(id, sight).map(BackfillView::of);
    }

    @Secured(Needs.OPERATE)
    @Delete("/{id}")
    Mono<BackfillView> cancel(HttpRequest<?> request, @PathVariable String id, Sight sight) {
        return find(id, sight)
                .flatMap(watched -> backfills.cancel(watched.backfill(), Actor.of(request)))
                .map(BackfillView::of);
    }

    @Secured(Needs.OPERATE)
    @Post("/{id}/requeue")
    Mono<HttpResponse<?>> requeue(HttpRequest<?> request, @PathVariable String id, Sight sight) {
        return find(id, sight)
                .flatMap(watched -> backfills.requeue(watched, Actor.of(request)))
                .map(BackfillController::promised);
    }

    private static HttpResponse<?> promised(Backfills.Watched watched) {
        return HttpResponse.accepted(URI.create(watched.operation().path())).body(BackfillView.of(watched));
    }

    private Mono<Backfills.Watched> find(String id, Sight sight) {
        return backfills
                .find(parse(id))
                .filter(watched -> watched.backfill().order().isInSight(sight))
                .switchIfEmpty(Mono.error(BackfillController::unknown));
    }

    /** Where none is named all are meant that the caller sees. */
    private Mono<Optional<List<AccountId>>> named(Asked asked, Sight sight) {
        return asked.accounts() == null
                ? Mono.just(sight.only().map(List::copyOf))
                : Flux.fromIterable(asked.checkedAccounts())
                        .concatMap(name -> accounts.read(name, sight))
                        .map(Account::id)
                        .collectList()
                        .map(Optional::of);
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException none) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such backfill, or it was over long ago.");
    }

    /**
     * What a backfill takes.
     *
     * @param accounts ids or slugs; all where it is left out
     * @param sections all of them where they are left out
     */
    @Serdeable.Deserializable
    record Asked(
            @Nullable List<String> accounts,
            @Nullable String from,
            @Nullable String to,
            @Nullable List<String> sections,
            @Nullable Boolean dryRun) {

        private static final String SECTIONS =
                Arrays.stream(Section.values()).map(Section::word).collect(Collectors.joining(", "));

        boolean isDryRun() {
            return Boolean.TRUE.equals(dryRun);
        }

        IsoWeek week(@Nullable String text, String field) {
            if (text == null) {
                throw invalid(field, field + " is an ISO week, such as 2025-W39");
            }
            return AskedWeek.parse(text, field);
        }

        List<String> checkedAccounts() {
            if (accounts == null || accounts.isEmpty() || accounts.size() > MOST_ACCOUNTS) {
                throw invalid("accounts", "accounts has 1 to " + MOST_ACCOUNTS + " ids or slugs; leave it out for all");
            }
            return accounts;
        }

        Set<Section> checkedSections() {
            if (sections == null) {
                return EnumSet.allOf(Section.class);
            }
            if (sections.isEmpty()) {
                throw invalid("sections", "sections has at least one of " + SECTIONS + "; leave it out for all");
            }
            return sections.stream()
                    .map(word -> Section.named(word)
                            .orElseThrow(() -> invalid("sections", "sections has some of " + SECTIONS)))
                    .collect(Collectors.toSet());
        }

        private static ProblemException invalid(String field, String detail) {
            return new ProblemException(ProblemType.INVALID_REQUEST, detail).withField(field);
        }
    }

    /** A plan as the API shows it. */
    @Serdeable.Serializable
    record PlanView(int weeks, int calls, int units, String eta) {

        static PlanView of(Plan plan) {
            return new PlanView(plan.weeks(), plan.calls(), plan.units(), shown(plan.eta()));
        }
    }

    /** A backfill as the API shows it. */
    @Serdeable.Serializable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BackfillView(
            String id,
            @Nullable List<String> accounts,
            String from,
            String to,
            @Nullable List<String> sections,
            String state,
            int percent,
            int weeks,
            int stored,
            int failed,
            @Nullable String current,
            @Nullable String eta,
            String createdAt) {

        static BackfillView of(Backfills.Watched watched) {
            var backfill = watched.backfill();
            var operation = watched.operation();
            return new BackfillView(
                    backfill.id().toString(),
                    backfill.order()
                            .accounts()
                            .map(ids -> ids.stream().map(AccountId::value).toList())
                            .orElse(null),
                    backfill.order().from().toString(),
                    backfill.order().to().toString(),
                    backfill.order().some().orElse(null),
                    operation.state().word(),
                    operation.percent(),
                    backfill.weeks(),
                    backfill.stored(),
                    backfill.failed(),
                    operation.current().orElse(null),
                    operation.eta().map(BackfillController::shown).orElse(null),
                    shown(backfill.createdAt()));
        }
    }

    /** Backfills as the API lists them. */
    @Serdeable.Serializable
    record BackfillList(List<BackfillView> items) {}

    private static String shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
