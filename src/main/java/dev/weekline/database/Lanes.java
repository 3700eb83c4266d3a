package dev.weekline.database;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Closeable;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.PoolAcquirePendingLimitException;

/** All connections to the database. Whoever wants one is given it from the lane that its work is in, in turn. */
public final class Lanes implements ConnectionFactory, Closeable, Wrapped<ConnectionFactory> {

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final GuardedConnections unpooled;
    private final Map<Lane, ConnectionPool> pools = new EnumMap<>(Lane.class);
    private final Map<Lane, LaneWaits> waits = new EnumMap<>(Lane.class);
    private final DatabaseSettings settings;

    Lanes(DatabaseSettings settings, ConnectionFactoryOptions driver) {
        this.settings = settings;
        var silences = new Silences();
        unpooled = guarded(settings, driver, Lane.KEEPING, silences);
        for (var lane : Lane.values()) {
            var waited = new LaneWaits();
            waits.put(lane, waited);
            pools.put(lane, pool(settings, lane, guarded(settings, driver, lane, silences), waited));
        }
    }

    private static GuardedConnections guarded(
            DatabaseSettings settings, ConnectionFactoryOptions driver, Lane lane, Silences silences) {
        var deadline = settings.deadline(lane);
        return new GuardedConnections(
                driver.mutate()
                        .option(PostgresqlConnectionFactoryProvider.STATEMENT_TIMEOUT, deadline)
                        .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, settings.connectDeadline())
                        .build(),
                settings.connectDeadline(),
                deadline.plus(settings.silence()),
                silences);
    }

    private static ConnectionPool pool(
            DatabaseSettings settings, Lane lane, ConnectionFactory connections, LaneWaits waits) {
        var width = settings.width(lane);
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .initialSize(0)
                .maxSize(width)
                .maxIdleTime(LONGEST_IDLE)
                .maxAcquireTime(settings.deadline(lane))
                // Each connection of the pool may turn out to be dead.
                .acquireRetry(width)
                .customizer(pool -> pool.maxPendingAcquire(settings.waiting()).metricsRecorder(waits))
                .build());
    }

    /**
     * A connection of the lane that the subscriber's work is in; it is given back by closing it.
     *
     * @return an error signal of {@link ProblemException} where too many wait already
     */
    @Override
    public Mono<Connection> create() {
        return Mono.deferContextual(context -> pool(Lane.in(context)).create())
                .onErrorMap(PoolAcquirePendingLimitException.class, _ -> crowded());
    }

    /** How many connections of a lane somebody holds now. */
    public int held(Lane lane) {
        return pool(lane).getMetrics().orElseThrow().acquiredSize();
    }

    /** How many wait for a connection of a lane now. */
    public int waiting(Lane lane) {
        return pool(lane).getMetrics().orElseThrow().pendingAcquireSize();
    }

    /** How many connections of a lane there may be. */
    int width(Lane lane) {
        return settings.width(lane);
    }

    /** How a lane's connections were waited for. */
    LaneWaits waits(Lane lane) {
        return Objects.requireNonNull(waits.get(lane));
    }

    private ConnectionPool pool(Lane lane) {
        return Objects.requireNonNull(pools.get(lane));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return unpooled.getMetadata();
    }

    /** Connections of nobody's lane, for who keeps one for ever. */
    @Override
    public ConnectionFactory unwrap() {
        return unpooled;
    }

    @Override
    public Mono<Void> close() {
        return Flux.fromIterable(pools.values())
                .flatMap(ConnectionPool::disposeLater)
                .then();
    }

    private static ProblemException crowded() {
        return new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS, "More wait for the database than can be served at the moment")
                .withRetryAfter(SOON);
    }
}
