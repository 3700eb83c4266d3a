package dev.weekline.work;

import static dev.weekline.work.Statements.required;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import dev.weekline.week.IsoWeek;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Work that somebody has asked for and may watch. It outlives the request, and the process.
 *
 * @param account the account that it is about, unless it is about several
 * @param accounts those that it is about where they are several; empty where it is about all there are, too
 * @param week the week that it is about, unless it is about several
 * @param percent how much is done, 0 to 100; it never falls
 * @param current what is being done now, for a person
 * @param eta when it is expected to be over
 * @param result what came of it, as JSON
 * @param problem why it failed, as a problem document
 * @param requestId the request that began it
 */
public record Operation(
        UUID id,
        OperationKind kind,
        Optional<AccountId> account,
        Optional<Set<AccountId>> accounts,
        Optional<IsoWeek> week,
        OperationState state,
        int percent,
        Optional<String> current,
        Optional<Instant> eta,
        Optional<String> result,
        Optional<String> problem,
        Optional<String> requestId,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> finishedAt) {

    static final String COLUMNS = """
            operation_id, kind, family, account_id, accounts, week_start, state, percent, current_step, eta,
                result::text AS result, problem::text AS problem, request_id, created_at, updated_at, finished_at\
            """;

    /** Whether somebody with that sight may know of it: who sees every account that it is about. */
    boolean isInSight(Sight sight) {
        return account.map(Set::of)
                .or(() -> accounts)
                .map(about -> about.stream().allMatch(sight::sees))
                .orElseGet(sight::seesAll);
    }

    /** As the API shows it, in JSON. */
    public String shown() {
        return OperationJson.of(this);
    }

    /** Where it is to be seen. */
    public String path() {
        return "/operations/" + id;
    }

    static Operation of(Row row) {
        return new Operation(
                required(row.get("operation_id", UUID.class)),
                new OperationKind(required(row.get("kind", String.class)), required(row.get("family", String.class))),
                text(row, "account_id").map(AccountId::new),
                Optional.ofNullable(row.get("accounts", String[].class)).map(Operation::accounts),
                Optional.ofNullable(row.get("week_start", LocalDate.class)).map(IsoWeek::new),
                OperationState.named(required(row.get("state", String.class))),
                required(row.get("percent", Integer.class)),
                text(row, "current_step"),
                moment(row.get("eta", OffsetDateTime.class)),
                text(row, "result"),
                text(row, "problem"),
                text(row, "request_id"),
                moment(row.get("created_at", OffsetDateTime.class)).orElseThrow(),
                moment(row.get("updated_at", OffsetDateTime.class)).orElseThrow(),
                moment(row.get("finished_at", OffsetDateTime.class)));
    }

    private static Set<AccountId> accounts(String[] ids) {
        return Arrays.stream(ids).map(AccountId::new).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }

    private static Optional<Instant> moment(@Nullable OffsetDateTime moment) {
        return Optional.ofNullable(moment).map(OffsetDateTime::toInstant);
    }
}
