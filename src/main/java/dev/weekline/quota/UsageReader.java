package dev.weekline.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads the usage headers as Meta writes them (rate-limiting page); what cannot be read is passed over. */
final class UsageReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final String TIER = "ads_api_access_tier";
    private static final List<String> CALLS_AND_WORK = List.of("call_count", "total_cputime", "total_time");

    private final JsonNode app;
    private final JsonNode account;
    private final JsonNode insights;
    private final List<JsonNode> useCases;

    private UsageReader(Map<String, String> headers) {
        this.app = json(headers.getOrDefault("x-app-usage", ""));
        this.account = json(headers.getOrDefault("x-ad-account-usage", ""));
        this.insights = json(headers.getOrDefault("x-fb-ads-insights-throttle", ""));
        this.useCases = useCases(headers.getOrDefault("x-business-use-case-usage", ""));
    }

    static UsageReading read(Map<String, String> headers) {
        return new UsageReader(headers).reading();
    }

    private UsageReading reading() {
        return new UsageReading(percents(), regain(), seconds(account.path("reset_time_duration"), 1), tier());
    }

    private Map<Pool, Double> percents() {
        var percents = new EnumMap<Pool, Double>(Pool.class);
        callsAndWork(Stream.of(app)).ifPresent(percent -> percents.put(Pool.APP, percent));
        number(insights.path("app_id_util_pct")).ifPresent(percent -> percents.put(Pool.APP_INSIGHTS, percent));
        number(account.path("acc_id_util_pct")).ifPresent(percent -> percents.put(Pool.ACCOUNT, percent));
        number(insights.path("acc_id_util_pct")).ifPresent(percent -> percents.put(Pool.ACCOUNT_INSIGHTS, percent));
        callsAndWork(useCases.stream()).ifPresent(percent -> percents.put(Pool.USE_CASE, percent));
        return percents;
    }

    private Optional<Duration> regain() {
        return useCases.stream()
                .flatMap(useCase -> seconds(useCase.path("estimated_time_to_regain_access"), 60).stream())
                .max(Duration::compareTo);
    }

    private Optional<String> tier() {
        return Stream.concat(Stream.of(insights, account), useCases.stream())
                .map(usage -> usage.path(TIER))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }

    private static OptionalDouble callsAndWork(Stream<JsonNode> usages) {
        return usages.flatMap(usage -> CALLS_AND_WORK.stream().map(usage::path))
                .flatMapToDouble(percent -> number(percent).stream())
                .max();
    }

    /** Nothing for no time at all; a part of a second counts as a whole one, and no time is longer than a day. */
    private static Optional<Duration> seconds(JsonNode node, int secondsEach) {
        return number(node).stream()
                .filter(units -> units > 0)
                .mapToObj(units -> Duration.ofSeconds(
                        (long) Math.min(Math.ceil(units * secondsEach), (double) LONGEST.toSeconds())))
                .findFirst();
    }

    /** A number of nothing or more, also where it is written as text. */
    private static OptionalDouble number(JsonNode node) {
        if (!node.isNumber() && !node.isTextual()) {
            return OptionalDouble.empty();
        }
        var number = node.asDouble(Double.NaN);
        return Double.isFinite(number) && number >= 0 ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Every insights entry of every list. Keys name businesses or ad accounts, whichever Meta likes, so they tell
     * nothing. A text that was cut off counts up to where it ends: it can be longer than what is kept of a header.
     */
    private static List<JsonNode> useCases(String text) {
        var found = new ArrayList<JsonNode>();
        try (var parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_OBJECT
                        && parser.getParsingContext().getParent().inArray()) {
                    found.add(parser.readValueAsTree());
                }
            }
        } catch (IOException _) {
            // What came before is told all the same.
        }
        return found.stream()
                .filter(useCase -> "ads_insights".equals(useCase.path("type").asText()))
                .toList();
    }
}
