package dev.weekline.boot;

import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Whether the database answers, through the connections that the service itself uses, and has the tables that it was
 * started on: one that was put back to an older copy has not. This is all that readiness asks.
 */
@Singleton
@Requires(beans = ConnectionFactory.class)
class DatabaseHealth implements HealthIndicator {

    /** The version of the tables. */
    static final String TABLES = "weekline.tables";

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

    private final ConnectionFactory connections;
    private final String tables;

    DatabaseHealth(ConnectionFactory connections, @Property(name = TABLES) String tables) {
        this.connections = connections;
        this.tables = tables;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        // A crowd of readers is no reason to send the next reader elsewhere.
        return Lane.KEEPING
                .of(Flux.usingWhen(connections.create(), this::ask, Connection::close))
                .single()
                .map(has -> has ? HealthStatus.UP : HealthStatus.DOWN)
                .timeout(LONGEST_ANSWER)
                .onErrorReturn(HealthStatus.DOWN)
                .map(status -> HealthResult.builder("database").status(status).build());
    }

    private Publisher<Boolean> ask(Connection connection) {
        return LaneStatements.find(
                connection,
                asked -> asked.createStatement(
                                "SELECT EXISTS (SELECT FROM flyway_schema_history WHERE version = $1 AND success) AS has")
                        .bind("$1", tables),
                row -> LaneStatements.required(row.get("has", Boolean.class)));
    }
}
