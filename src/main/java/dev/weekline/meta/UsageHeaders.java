package dev.weekline.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.quota.Gate;
import dev.weekline.quota.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The headers in which Meta says how much of its limits is used (rate-limiting page). What cannot be read is ignored.
 *
 * @param texts lower-case header name to the JSON text that came
 */
record UsageHeaders(Map<String, String> texts) {

    private static final String BUSINESS_USE_CASE = "x-business-use-case-usage";
    private static final String AD_ACCOUNT = "x-ad-account-usage";

    /** Every header that is read and kept. */
    static final List<String> NAMES =
            List.of("x-app-usage", AD_ACCOUNT, "x-fb-ads-insights-throttle", BUSINESS_USE_CASE);

    private static final int LONGEST_KEPT = 4096;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration USUAL_WITH_FULL_ACCESS = Duration.ofMinutes(1);
    private static final String FULL_ACCESS = "\"standard_access\"";

    UsageHeaders {
        texts = Map.copyOf(texts);
    }

    /** What is kept of them: at most 4 kB each. */
    Usage kept(Discretion discretion) {
        var kept = new TreeMap<String, String>();
        texts.forEach((name, text) -> {
            var shown = discretion.withoutToken(text);
            kept.put(name, shown.length() <= LONGEST_KEPT ? shown : shown.substring(0, LONGEST_KEPT));
        });
        return new Usage(kept);
    }

    /**
     * How long it takes until Meta answers again. It tells that for use cases and for ad accounts; where it does not,
     * the usual time of the limit counts. What stops the whole app is never taken for shorter than that.
     */
    Duration pauseAt(Gate gate) {
        var told = switch (gate) {
            case ACCOUNT -> secondsOfAdAccount().or(this::minutesOfInsights).or(this::minutesOfAnything);
            case OURS, APP ->
                minutesOfInsights().or(this::minutesOfAnything).filter(pause -> pause.compareTo(USUAL) > 0);
            case USE_CASE -> minutesOfInsights().or(this::minutesOfAnything).or(this::secondsOfAdAccount);
        };
        return told.map(UsageHeaders::bounded).orElseGet(() -> usual(gate));
    }

    /** A user's limit lifts after a minute for an app with full access, after five for any other. */
    private Duration usual(Gate gate) {
        return gate == Gate.ACCOUNT && hasFullAccess() ? USUAL_WITH_FULL_ACCESS : USUAL;
    }

    private boolean hasFullAccess() {
        return texts.values().stream().anyMatch(text -> text.contains(FULL_ACCESS));
    }

    private Optional<Duration> minutesOfInsights() {
        return longestMinutes(useCases()
                .filter(useCase -> "ads_insights".equals(useCase.path("type").asText())));
    }

    private Optional<Duration> minutesOfAnything() {
        return longestMinutes(useCases());
    }

    /** Keys name businesses or accounts, whichever Meta likes, so every list under every key counts. */
    private Stream<JsonNode> useCases() {
        return json(BUSINESS_USE_CASE).stream().flatMap(JsonNode::valueStream).flatMap(JsonNode::valueStream);
    }

    private static Optional<Duration> longestMinutes(Stream<JsonNode> useCases) {
        var minutes = useCases.mapToLong(useCase ->
                        useCase.path("estimated_time_to_regain_access").asLong())
                .max()
                .orElse(0);
        return minutes > 0
                ? Optional.of(Duration.ofMinutes(Math.min(minutes, LONGEST_WAIT.toMinutes())))
                : Optional.empty();
    }

    private Optional<Duration> secondsOfAdAccount() {
        return json(AD_ACCOUNT)
                .map(usage -> usage.path("reset_time_duration").asLong())
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds);
    }

    private Optional<JsonNode> json(String name) {
        var text = texts.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(GraphJson.read(text.getBytes(UTF_8)));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) <= 0 ? wait : LONGEST_WAIT;
    }
}
