package dev.weekline.database;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A connection of the driver, but for two things. A reader who leaves while a transaction begins would leave it open:
 * the driver sees nothing to roll back yet. So a beginning is never cut short, and what ends a transaction waits for
 * its beginning. And one that owes an answer for suspiciously long is not valid, so that it is given to nobody else.
 */
final class GuardedConnection implements Connection, Wrapped<Connection> {

    private final Connection driver;
    private final Pulse pulse;
    private final AtomicReference<Mono<Void>> begun = new AtomicReference<>(Mono.empty());

    GuardedConnection(Connection driver, Pulse pulse) {
        this.driver = driver;
        this.pulse = pulse;
    }

    @Override
    public Mono<Void> beginTransaction() {
        return begin(driver.beginTransaction());
    }

    @Override
    public Mono<Void> beginTransaction(TransactionDefinition definition) {
        return begin(driver.beginTransaction(definition));
    }

    @Override
    public Mono<Void> commitTransaction() {
        return begunFirst(driver.commitTransaction());
    }

    @Override
    public Mono<Void> rollbackTransaction() {
        return begunFirst(driver.rollbackTransaction());
    }

    @Override
    public Mono<Void> close() {
        return pulse.isSuspicious() ? Mono.from(driver.close()) : begunFirst(driver.close());
    }

    private Mono<Void> begin(Publisher<Void> begin) {
        var once = Mono.from(begin).then().cache();
        return once.doOnSubscribe(_ -> begun.set(once.onErrorComplete()));
    }

    private Mono<Void> begunFirst(Publisher<Void> end) {
        return Mono.defer(() -> begun.getAndSet(Mono.empty())).then(Mono.from(end));
    }

    @Override
    public Mono<Boolean> validate(ValidationDepth depth) {
        return Mono.from(driver.validate(depth)).map(valid -> valid && !pulse.isSuspicious());
    }

    @Override
    public Statement createStatement(String sql) {
        return new GuardedStatement(driver.createStatement(sql));
    }

    @Override
    public Batch createBatch() {
        return driver.createBatch();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return driver.createSavepoint(name);
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return driver.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return driver.rollbackTransactionToSavepoint(name);
    }

    @Override
    public boolean isAutoCommit() {
        return driver.isAutoCommit();
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return driver.setAutoCommit(autoCommit);
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return driver.getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return driver.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return driver.setTransactionIsolationLevel(level);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return driver.setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return driver.setStatementTimeout(timeout);
    }

    @Override
    public Connection unwrap() {
        return driver;
    }
}
