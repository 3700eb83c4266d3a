package dev.weekline.quota;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The usage headers of one answer, understood. What Meta did not tell, or told in a way that makes no sense, is absent.
 *
 * @param percents how much of each pool was used in the last hour; may be beyond 100
 * @param regain until the insights use case answers again; told only while it does not
 * @param reset until the ad account's use is forgotten
 * @param tier what Meta calls the app's access
 */
public record UsageReading(
        Map<Pool, Double> percents, Optional<Duration> regain, Optional<Duration> reset, Optional<String> tier) {

    /** Meta told nothing. */
    public static final UsageReading SILENT =
            new UsageReading(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public UsageReading {
        percents = Map.copyOf(percents);
    }

    /** Reads what can be read. */
    public static UsageReading of(Usage usage) {
        return UsageReader.read(usage.headers());
    }

    /** Percent of what the app may, all accounts together. */
    public OptionalDouble app() {
        return most(Gate.APP);
    }

    /** Percent of what the ad account may. */
    public OptionalDouble account() {
        return most(Gate.ACCOUNT);
    }

    /** Percent of what Insights does for the ad account. */
    public OptionalDouble insights() {
        return most(Gate.USE_CASE);
    }

    /** Whether Meta told nothing. */
    public boolean isSilent() {
        return equals(SILENT);
    }

    private OptionalDouble most(Gate gate) {
        return percents.entrySet().stream()
                .filter(entry -> entry.getKey().gate() == gate)
                .mapToDouble(Map.Entry::getValue)
                .max();
    }
}
