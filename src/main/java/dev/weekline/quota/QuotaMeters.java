package dev.weekline.quota;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/** What is spent, which gates are closed, and how much of Meta's limits is used: of the app, and where it is worst. */
@Context
final class QuotaMeters {

    private static final int WORST = 5;
    private static final int MOST_CAUSES = 50;

    private final Gates gates;
    private final Spent spent;
    private final MeterRegistry meters;
    private final InstantSource time;
    private final MultiGauge worst;
    private final Set<String> causes = new HashSet<>();
    private volatile GateState state = new GateState(List.of(), List.of());

    QuotaMeters(Gates gates, Spent spent, MeterRegistry meters, InstantSource time) {
        this.gates = gates;
        this.spent = spent;
        this.meters = meters;
        this.time = time;
        for (var gate : Gate.values()) {
            for (var work : Work.values()) {
                Gauge.builder("weekline.quota.gates.closed", this, all -> all.closed(gate, work))
                        .description("Closed gates: 1 for that of the app, and one for each account that has one")
                        .tag("gate", word(gate))
                        .tag("work", word(work))
                        .register(meters);
            }
        }
        Gauge.builder("weekline.quota.usage.app", this, all -> all.usageOfApp().orElse(0))
                .description("Percent of what the app may, as Meta said last")
                .baseUnit("percent")
                .register(meters);
        worst = MultiGauge.builder("weekline.quota.usage.worst")
                .description("Percent of what an account may, of the five that have used the most of it")
                .baseUnit("percent")
                .register(meters);
    }

    /** Looks at what is known; it waits for nobody. */
    @Scheduled(fixedDelay = "${weekline.meters.look-every:5s}", initialDelay = "1s")
    void look() {
        var now = time.instant();
        state = gates.state(now);
        worst.register(worst(now), /* overwrite= */ true);
        spent.byCause().forEach((cause, units) -> {
            if (causes.size() < MOST_CAUSES && causes.add(cause)) {
                FunctionCounter.builder("weekline.quota.units", units, sum -> sum.sum())
                        .description("Units of the quota that were spent, by why Meta was asked")
                        .baseUnit("units")
                        .tag("cause", cause)
                        .register(meters);
            }
        });
    }

    private List<Row<?>> worst(Instant now) {
        return state.told().stream()
                .filter(told -> told.reading()
                        .reset()
                        .map(reset -> told.at().plus(reset).isAfter(now))
                        .orElse(true))
                .sorted(Comparator.comparingDouble(QuotaMeters::usage).reversed())
                .limit(WORST)
                .<Row<?>>map(told -> Row.of(Tags.of("account", told.account().value()), usage(told)))
                .toList();
    }

    private double closed(Gate gate, Work work) {
        return state.closed().stream()
                .filter(shut -> shut.closed().gate() == gate && shut.work() == work)
                .count();
    }

    private OptionalDouble usageOfApp() {
        return state.told().stream()
                .filter(told -> told.reading().app().isPresent())
                .max(Comparator.comparing(GateState.Told::at))
                .map(told -> told.reading().app())
                .orElseGet(OptionalDouble::empty);
    }

    private static double usage(GateState.Told told) {
        return DoubleStream.of(
                        told.reading().account().orElse(0),
                        told.reading().insights().orElse(0))
                .max()
                .orElse(0);
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
