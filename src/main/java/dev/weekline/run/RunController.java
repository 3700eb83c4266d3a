package dev.weekline.run;

import dev.weekline.account.Account;
import dev.weekline.account.AccountId;
import dev.weekline.account.Accounts;
import dev.weekline.account.Needs;
import dev.weekline.account.Sight;
import dev.weekline.problem.AskedWeek;
import dev.weekline.problem.Moment;
import dev.weekline.problem.Page;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code /runs}: the audit of fetches. */
@Controller("/runs")
class RunController {

    private final RunReader runs;
    private final RunStats stats;
    private final Accounts accounts;

    RunController(RunReader runs, RunStats stats, Accounts accounts) {
        this.runs = runs;
        this.stats = stats;
        this.accounts = accounts;
    }

    @Get
    @Secured(Needs.READ)
    Mono<RunList> list(
            @QueryValue @Nullable String account,
            @QueryValue @Nullable String week,
            @QueryValue @Nullable String cause,
            @QueryValue @Nullable String status,
            @QueryValue @Nullable String from,
            @QueryValue @Nullable String to,
            @QueryValue @Nullable String order,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit,
            Sight sight) {
        var count = Page.limit(limit);
        var sorted = Optional.ofNullable(order).map(RunController::order).orElse(RunOrder.NEWEST);
        var after = RunCursor.parse(cursor, sorted);
        var asked = new RunFilter(
                sight,
                Optional.empty(),
                Optional.ofNullable(week).map(text -> AskedWeek.parse(text, "week")),
                Optional.ofNullable(cause).map(RunController::cause),
                Optional.ofNullable(status).map(RunController::status),
                Moment.parse(from, "from"),
                Moment.parse(to, "to"));
        return account(account, sight)
                .map(asked::of)
                .flatMap(filter -> runs.list(filter, sorted, after, count + 1)
                        .collectList()
                        .map(found -> RunList.of(found, filter, sorted, count)));
    }

    @Get("/stats")
    @Secured(Needs.READ)
    Mono<StatsView> stats(
            @QueryValue @Nullable String account,
            @QueryValue @Nullable String from,
            @QueryValue @Nullable String to,
            Sight sight) {
        Optional<Instant> begin = Moment.parse(from, "from");
        Optional<Instant> end = Moment.parse(to, "to");
        return account(account, sight).flatMap(id -> stats.read(sight, id, begin, end));
    }

    @Get("/{id}")
    @Secured(Needs.READ)
    Mono<RunView> read(@PathVariable String id, Sight sight) {
        return Mono.justOrEmpty(id(id))
                .flatMap(run -> runs.find(run, sight))
                .switchIfEmpty(Mono.error(() ->
                        new ProblemException(ProblemType.NOT_FOUND, "There is no run with this id").withField("id")));
    }

    private Mono<Optional<AccountId>> account(@Nullable String nameOrId, Sight sight) {
        return nameOrId == null
                ? Mono.just(Optional.empty())
                : accounts.read(nameOrId, sight).map(Account::id).map(Optional::of);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Cause cause(String word) {
        return Cause.named(word).orElseThrow(() -> noneOf("cause", Cause.values(), Cause::word));
    }

    private static RunStatus status(String word) {
        return RunStatus.named(word).orElseThrow(() -> noneOf("status", RunStatus.values(), RunStatus::word));
    }

    private static RunOrder order(String word) {
        return RunOrder.named(word).orElseThrow(() -> noneOf("order", RunOrder.values(), RunOrder::word));
    }

    private static <T> ProblemException noneOf(String field, T[] all, Function<T, String> word) {
        var words = Arrays.stream(all).map(word).collect(Collectors.joining(", "));
        return new ProblemException(ProblemType.INVALID_REQUEST, field + " is one of " + words).withField(field);
    }
}
