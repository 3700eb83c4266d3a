package dev.weekline.boot;

import dev.weekline.database.Lane;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether the database answers, through the connections that the service itself uses; part of readiness. */
@Singleton
@Requires(beans = ConnectionFactory.class)
class DatabaseHealth implements HealthIndicator {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

    private final ConnectionFactory connections;

    DatabaseHealth(ConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        // A crowd of readers is no reason to send the next reader elsewhere.
        return Lane.KEEPING
                .of(Flux.usingWhen(connections.create(), DatabaseHealth::ask, Connection::close))
                .then(Mono.just(HealthStatus.UP))
                .timeout(LONGEST_ANSWER)
                .onErrorReturn(HealthStatus.DOWN)
                .map(status -> HealthResult.builder("database").status(status).build());
    }

    private static Publisher<Long> ask(Connection connection) {
        return Flux.from(connection.createStatement("SELECT 1").execute()).flatMap(Result::getRowsUpdated);
    }
}
