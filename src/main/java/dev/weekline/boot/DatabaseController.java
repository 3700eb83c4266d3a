package dev.weekline.boot;

import dev.weekline.account.Needs;
import dev.weekline.database.DatabaseActivity;
import dev.weekline.database.DatabaseSettings;
import dev.weekline.database.Lane;
import dev.weekline.database.Lanes;
import dev.weekline.database.LockWait;
import dev.weekline.database.LongStatement;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code GET /health/database}: who uses the database, for how long, and who waits for whom. */
@Controller("/health/database")
@Requires(beans = ConnectionFactory.class)
class DatabaseController {

    private final Lanes lanes;
    private final DatabaseSettings settings;
    private final DatabaseActivity activity;

    DatabaseController(ConnectionFactory connections, DatabaseSettings settings, DatabaseActivity activity) {
        this.lanes = (Lanes) connections;
        this.settings = settings;
        this.activity = activity;
    }

    /** What goes on in the database. */
    @Serdeable.Serializable
    record DatabaseView(List<LaneView> lanes, List<StatementView> statements, List<LockWaitView> lockWaits) {}

    /** The connections for one purpose, of this replica. */
    @Serdeable.Serializable
    record LaneView(String lane, int most, int held, int waiting) {}

    @Serdeable.Serializable
    record StatementView(
            int process,
            String state,
            long lastingMs,
            long transactionMs,
            @Nullable String waitsFor,
            String statement) {

        static StatementView of(LongStatement found) {
            return new StatementView(
                    found.process(),
                    found.state(),
                    found.lasting().toMillis(),
                    found.inTransaction().toMillis(),
                    found.waitsFor().orElse(null),
                    found.statement());
        }
    }

    @Serdeable.Serializable
    record LockWaitView(
            int process,
            List<Integer> blockedBy,
            @Nullable String table,
            String mode,
            long waitedMs,
            String statement) {

        static LockWaitView of(LockWait found) {
            return new LockWaitView(
                    found.process(),
                    found.blockedBy(),
                    found.table().orElse(null),
                    found.mode(),
                    found.waited().toMillis(),
                    found.statement());
        }
    }

    @Get
    @Secured(Needs.OPERATE_ALL)
    Mono<DatabaseView> read() {
        var now = lanes();
        return activity.longest()
                .map(StatementView::of)
                .collectList()
                .zipWhen(
                        _ -> activity.lockWaits().map(LockWaitView::of).collectList(),
                        (statements, waits) -> new DatabaseView(now, statements, waits));
    }

    private List<LaneView> lanes() {
        return Arrays.stream(Lane.values())
                .map(lane -> new LaneView(
                        lane.name().toLowerCase(Locale.ROOT),
                        settings.width(lane),
                        lanes.held(lane),
                        lanes.waiting(lane)))
                .toList();
    }
}
