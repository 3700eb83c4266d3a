package dev.weekline.database;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleBiFunction;

/** How many connections of each lane are held, how many wait for one, and for how long. */
@Context
final class LaneMeters {

    LaneMeters(ConnectionFactory connections, MeterRegistry meters) {
        if (connections instanceof Lanes lanes) {
            for (var lane : Lane.values()) {
                gauge(meters, lanes, lane, "acquired", "Connections that somebody holds", Lanes::held);
                gauge(meters, lanes, lane, "pending", "Somebody who waits for a connection", Lanes::waiting);
                gauge(meters, lanes, lane, "allowed", "Connections that there may be", Lanes::width);
                FunctionTimer.builder(
                                "weekline.database.wait",
                                lanes.waits(lane),
                                LaneWaits::count,
                                LaneWaits::millis,
                                TimeUnit.MILLISECONDS)
                        .description("For how long those waited who were given a connection after waiting for it")
                        .tag("lane", word(lane))
                        .register(meters);
            }
        }
    }

    private static void gauge(
            MeterRegistry meters,
            Lanes lanes,
            Lane lane,
            String state,
            String what,
            ToDoubleBiFunction<Lanes, Lane> value) {
        Gauge.builder("weekline.database.connections." + state, lanes, all -> value.applyAsDouble(all, lane))
                .description(what)
                .baseUnit("connections")
                .tag("lane", word(lane))
                .register(meters);
    }

    private static String word(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
