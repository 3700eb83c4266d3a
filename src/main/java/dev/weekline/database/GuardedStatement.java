package dev.weekline.database;

import io.netty.util.ReferenceCountUtil;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * A statement of the driver, but for one thing. The driver drops a result that arrives after its reader has left and
 * never reads its rows; with many of them the connection is stuck from then on and the pool has one less for ever. Here
 * such a result is released, which reads it to its end.
 */
final class GuardedStatement implements Statement {

    private final Statement driver;

    GuardedStatement(Statement driver) {
        this.driver = driver;
    }

    @Override
    public Publisher<? extends Result> execute() {
        return Flux.from(driver.execute()).doOnDiscard(Result.class, ReferenceCountUtil::release);
    }

    @Override
    public Statement add() {
        driver.add();
        return this;
    }

    @Override
    public Statement bind(int index, Object value) {
        driver.bind(index, value);
        return this;
    }

    @Override
    public Statement bind(String name, Object value) {
        driver.bind(name, value);
        return this;
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        driver.bindNull(index, type);
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        driver.bindNull(name, type);
        return this;
    }

    @Override
    public Statement returnGeneratedValues(String... columns) {
        driver.returnGeneratedValues(columns);
        return this;
    }

    @Override
    public Statement fetchSize(int rows) {
        driver.fetchSize(rows);
        return this;
    }
}
