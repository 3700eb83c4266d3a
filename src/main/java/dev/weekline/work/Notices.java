package dev.weekline.work;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;
import io.micronaut.context.annotation.Context;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Notices among all replicas, through the database. They arrive on one connection outside the pool, which is opened
 * again by itself whenever it breaks; what was sent meanwhile is lost, and {@link #link} tells.
 */
@Context
public class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final String CHANNEL = "weekline";
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(3);

    private final ConnectionFactory connections;
    private final NoticeSettings settings;
    private final InstantSource time;
    private final Scheduler timer;

    /** A reader who has no room for a notice misses it. */
    private final Sinks.Many<Notice> heard = Sinks.many().multicast().directBestEffort();

    private final Sinks.Empty<Void> stop = Sinks.empty();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Disposable.Swap listening = Disposables.swap();
    private final Sinks.Many<Link> links;
    private volatile Link link;
    private volatile boolean inSession;
    private volatile boolean stopping;

    @Inject
    Notices(
            ConnectionFactory connections,
            NoticeSettings settings,
            InstantSource time,
            @Named("timer") Optional<Scheduler> timer) {
        this(connections, settings, time, timer.orElseGet(Schedulers::parallel));
    }

    Notices(ConnectionFactory connections, NoticeSettings settings, InstantSource time, Scheduler timer) {
        this.connections = unpooled(connections);
        this.settings = settings;
        this.time = time;
        this.timer = timer;
        this.link = new Link(0, false, time.instant());
        this.links = Sinks.many().replay().latestOrDefault(link);
    }

    /** Begins to listen, and goes on until {@link #close}. */
    @PostConstruct
    void open() {
        var pauses = Retry.backoff(Long.MAX_VALUE, settings.firstPause())
                .maxBackoff(settings.longestPause())
                .scheduler(timer)
                // A connection that came up ends the row of failures.
                .transientErrors(true);
        listening.update(Flux.defer(() -> stopping ? Flux.<Link>empty() : session())
                .doOnError(this::broken)
                .retryWhen(pauses)
                .doFinally(_ -> over.complete(null))
                .subscribe());
    }

    /** All notices from now on, as they arrive, on a thread that must not be blocked; those sent here too. */
    public Flux<Notice> all() {
        return heard.asFlux();
    }

    /** Those about one week of one account. */
    public Flux<Notice> about(AccountId account, IsoWeek week) {
        return all().filter(notice -> notice.isAbout(account, week));
    }

    /** Whether notices arrive now. */
    public Link link() {
        return link;
    }

    /** The same, and then every change of it. */
    public Flux<Link> links() {
        return links.asFlux();
    }

    /** Sends a notice when the caller's transaction commits, or at once where there is none. */
    public Mono<Void> publish(Connection connection, Notice notice) {
        return Statements.count(
                        connection,
                        asked -> asked.createStatement("SELECT pg_notify($1, $2)")
                                .bind("$1", CHANNEL)
                                .bind("$2", notice.toString()))
                .then();
    }

    /** Stops listening and closes the connection. */
    @PreDestroy
    void close() {
        stopping = true;
        stop.tryEmitEmpty();
        // A connection that is being opened cannot be closed before it is open.
        if (inSession) {
            over.completeOnTimeout(null, LONGEST_FAREWELL.toMillis(), MILLISECONDS)
                    .join();
        }
        listening.dispose();
        heard.tryEmitComplete();
        links.tryEmitComplete();
    }

    /** One connection from its beginning to its end. It says when it listens, and then fails or is stopped. */
    private Flux<Link> session() {
        return Flux.<Link, PostgresqlConnection>usingWhen(
                        Mono.from(connections.create())
                                .<PostgresqlConnection>map(Notices::unwrapped)
                                .timeout(settings.patience(), timer),
                        connection -> listen(connection).takeUntilOther(stop.asMono()),
                        connection -> connection
                                .close()
                                .timeout(LONGEST_FAREWELL, timer)
                                .onErrorComplete())
                .doOnSubscribe(_ -> inSession = true)
                .doFinally(_ -> inSession = false);
    }

    private Flux<Link> listen(PostgresqlConnection connection) {
        var notifications = connection
                .getNotifications()
                .doOnNext(notification -> hear(notification.getParameter()))
                .then(Mono.<Link>error(() -> new IllegalStateException("The connection was closed")));
        var begin = ask(connection, "LISTEN " + CHANNEL).then(Mono.fromSupplier(this::connected));
        // A network that has gone silent tells nobody that it has.
        var probes = Flux.interval(settings.probe(), timer)
                .onBackpressureDrop()
                .concatMap(_ -> ask(connection, "SELECT 1"), 0)
                .then(Mono.<Link>empty());
        return Flux.merge(notifications, begin.concatWith(probes));
    }

    private Mono<Void> ask(Connection connection, String sql) {
        return Statements.count(connection, asked -> asked.createStatement(sql))
                .timeout(settings.patience(), timer)
                .then();
    }

    private void hear(@Nullable String text) {
        Optional.ofNullable(text)
                .flatMap(Notice::parse)
                .ifPresentOrElse(
                        notice -> heard.tryEmitNext(notice).orThrow(),
                        () -> LOG.debug("A notice could not be read: {}", text));
    }

    private Link connected() {
        var next = change(new Link(link.epoch() + 1, true, time.instant()));
        if (next.epoch() > 1) {
            LOG.info("Notices of other replicas arrive again");
        }
        return next;
    }

    private void broken(Throwable fault) {
        if (link.connected()) {
            LOG.warn("Notices of other replicas do not arrive for now", fault);
            change(new Link(link.epoch(), false, time.instant()));
        }
    }

    private Link change(Link next) {
        link = next;
        links.tryEmitNext(next).orThrow();
        return next;
    }

    /** Notices are nothing that every database has. */
    private static PostgresqlConnection unwrapped(Connection connection) {
        return connection instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof PostgresqlConnection postgresql
                ? postgresql
                : (PostgresqlConnection) connection;
    }

    /** A listener would keep a connection of the pool for ever, and the pool would never know it from a leak. */
    private static ConnectionFactory unpooled(ConnectionFactory connections) {
        return connections instanceof Wrapped<?> pool && pool.unwrap() instanceof ConnectionFactory inner
                ? unpooled(inner)
                : connections;
    }
}
