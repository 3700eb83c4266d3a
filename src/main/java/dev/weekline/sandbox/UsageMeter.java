package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts what was asked in the last hour and tells it in Meta's usage headers, as percents of an allowance. The
 * allowance of an account is what Meta documents for an app with limited access, or a setting; the app may use up what
 * its accounts may together. Work is calls, and rows a thousand at a time. Nothing is refused yet.
 */
final class UsageMeter {

    private static final int FREE_CALLS = 600;
    private static final int CALLS_FOR_AN_AD = 400;
    private static final int ROWS_LIKE_A_CALL = 1_000;
    private static final String TIER = "development_access";

    private final Map<String, Meter> accounts;
    private final Meter app;

    UsageMeter(SandboxSettings settings) {
        this.accounts = settings.accounts().stream()
                .collect(Collectors.toUnmodifiableMap(
                        SandboxAccount::id, account -> new Meter(allowance(account, settings.hourlyCalls()))));
        this.app =
                new Meter(accounts.values().stream().mapToLong(Meter::allowance).sum());
    }

    private static long allowance(SandboxAccount account, int setting) {
        return setting > 0
                ? setting
                : FREE_CALLS + (long) CALLS_FOR_AN_AD * account.size().ads();
    }

    /** Counts one answer; {@code account} is empty where the request was for none. */
    void add(String account, int rows, Instant now) {
        app.add(rows, now);
        find(account).ifPresent(meter -> meter.add(rows, now));
    }

    /** The usage headers of an answer. */
    Map<String, String> headers(String account, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-app-usage", text(json -> whole(app, now, json)));
        find(account).ifPresent(meter -> {
            headers.put("x-ad-account-usage", text(json -> account(meter, now, json)));
            headers.put("x-fb-ads-insights-throttle", text(json -> throttle(meter, now, json)));
            headers.put("x-business-use-case-usage", text(json -> useCase(account, meter, now, json)));
        });
        return headers;
    }

    private Optional<Meter> find(String account) {
        return Optional.ofNullable(accounts.get(account));
    }

    private static void whole(Meter meter, Instant now, JsonGenerator json) throws IOException {
        json.writeNumberField("call_count", (long) meter.calls(now));
        json.writeNumberField("total_cputime", (long) meter.work(now));
        json.writeNumberField("total_time", (long) meter.work(now));
    }

    private static void account(Meter meter, Instant now, JsonGenerator json) throws IOException {
        json.writeNumberField("acc_id_util_pct", rounded(meter.calls(now)));
        json.writeNumberField("reset_time_duration", meter.calls.untilEmpty(now).toSeconds());
        json.writeStringField("ads_api_access_tier", TIER);
    }

    private void throttle(Meter meter, Instant now, JsonGenerator json) throws IOException {
        json.writeNumberField("app_id_util_pct", rounded(app.calls(now)));
        json.writeNumberField("acc_id_util_pct", rounded(meter.calls(now)));
        json.writeStringField("ads_api_access_tier", TIER);
    }

    private static void useCase(String account, Meter meter, Instant now, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(account.substring("act_".length()));
        json.writeStartObject();
        json.writeStringField("type", "ads_insights");
        whole(meter, now, json);
        json.writeNumberField("estimated_time_to_regain_access", 0);
        json.writeStringField("ads_api_access_tier", TIER);
        json.writeEndObject();
        json.writeEndArray();
    }

    private static String text(GraphWriter.Document members) {
        var bytes = GraphWriter.bytes(json -> {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        });
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static double rounded(double percent) {
        return Math.round(percent * 100) / 100.0;
    }

    /** One allowance and what was used of it. */
    private record Meter(long allowance, RollingHour calls, RollingHour rows) {

        Meter(long allowance) {
            this(allowance, new RollingHour(), new RollingHour());
        }

        void add(int told, Instant now) {
            calls.add(now, 1);
            rows.add(now, told);
        }

        double calls(Instant now) {
            return percent((double) calls.sum(now));
        }

        double work(Instant now) {
            return percent(calls.sum(now) + rows.sum(now) / (double) ROWS_LIKE_A_CALL);
        }

        private double percent(double used) {
            return Math.min(100, 100 * used / (double) Math.max(1, allowance));
        }
    }
}
