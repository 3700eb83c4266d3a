package dev.weekline.account;

import dev.weekline.audit.Actor;
import dev.weekline.audit.Change;
import dev.weekline.audit.ChangeLog;
import dev.weekline.metric.BusinessEvent;
import dev.weekline.trail.Trail;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The KPIs of accounts, as the database has them. */
@Singleton
public class AccountKpis {

    private final R2dbcOperations database;
    private final ChangeLog changes;
    private final ApplicationEventPublisher<KpisChanged> events;

    AccountKpis(R2dbcOperations database, ChangeLog changes, ApplicationEventPublisher<KpisChanged> events) {
        this.database = database;
        this.changes = changes;
        this.events = events;
    }

    /** What an account wants now; {@link Kpis#NONE} where nobody has said. */
    public Mono<Kpis> find(AccountId account) {
        return Trail.from(database.withConnection(connection -> find(connection, account)))
                .singleOrEmpty()
                .defaultIfEmpty(Kpis.NONE);
    }

    /** Puts these in the place of what an account wanted; reports show it from their next reading on. */
    Mono<Kpis> replace(AccountId account, Kpis kpis, Actor actor) {
        return changes.together(connection -> find(connection, account)
                        .defaultIfEmpty(Kpis.NONE)
                        .flatMap(before -> put(connection, account, kpis)
                                .then(changes.write(connection, actor, change(account, before, kpis)))
                                .thenReturn(new KpisChanged(account, before, kpis))))
                .doOnNext(events::publishEvent)
                .map(KpisChanged::now);
    }

    private static Change change(AccountId account, Kpis before, Kpis now) {
        return Change.of("account.kpis.changed", before.facts(), now.facts()).about(account.value());
    }

    private static Mono<Kpis> find(Connection connection, AccountId account) {
        return Mono.from(connection
                        .createStatement(
                                "SELECT %s FROM account_kpis kpi WHERE kpi.account_id = $1".formatted(KpiColumns.ALL))
                        .bind("$1", account.value())
                        .execute())
                .flatMap(result -> Mono.from(result.map((row, _) -> KpiColumns.read(row))));
    }

    /**
     * Every replica is told when the transaction commits, since it may hold reports in memory that show the old ones.
     */
    private static Mono<Void> put(Connection connection, AccountId account, Kpis kpis) {
        var targets = kpis.targets();
        var statement = connection
                .createStatement("""
                        WITH kept AS (
                            INSERT INTO account_kpis
                                (account_id, primary_event, cost_per_lead, cost_per_action, roas, mapping)
                            VALUES ($1, $2, $3, $4, $5, $6)
                            ON CONFLICT (account_id) DO UPDATE SET
                                primary_event = EXCLUDED.primary_event, cost_per_lead = EXCLUDED.cost_per_lead,
                                cost_per_action = EXCLUDED.cost_per_action, roas = EXCLUDED.roas,
                                mapping = EXCLUDED.mapping, changed_at = now()
                            RETURNING account_id)
                        SELECT pg_notify('weekline', 'kpis ' || account_id) FROM kept
                        """)
                .bind("$1", account.value())
                .bind("$6", kpis.mapping().toString());
        bind(statement, "$2", targets.primaryEvent().map(BusinessEvent::word), String.class);
        bind(statement, "$3", targets.costPerLead(), BigDecimal.class);
        bind(statement, "$4", targets.costPerAction(), BigDecimal.class);
        bind(statement, "$5", targets.roas(), BigDecimal.class);
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((_, _) -> true))
                .then();
    }

    private static <T> void bind(Statement statement, String name, Optional<T> value, Class<T> type) {
        value.ifPresentOrElse(set -> statement.bind(name, set), () -> statement.bindNull(name, type));
    }
}
