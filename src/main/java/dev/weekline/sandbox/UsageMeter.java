package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.sandbox.Failure.GraphFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what was asked in the last hour, tells it in Meta's usage headers as percents of an allowance, and refuses
 * what goes beyond. A refused call counts like any other, so that asking on keeps the caller out. An account's own
 * errors lower its allowance; the app may use up what its accounts may together, or a setting. Work is calls, and rows
 * a thousand at a time; it is told and refuses nothing.
 */
final class UsageMeter {

    private static final int ROWS_LIKE_A_CALL = 1_000;
    private static final int SECONDS_A_MINUTE = 60;
    private static final String TIER = "development_access";
    private static final GraphFault APP_USED_UP = GraphFault.of(400, 4);
    private static final GraphFault ACCOUNT_USED_UP = GraphFault.of(400, 80_000, 2_446_079);

    private final Map<String, Meter> accounts = new ConcurrentHashMap<>();
    private final Meter app = new Meter(0);
    private volatile Limits limits;

    UsageMeter(List<SandboxAccount> accounts, Limits limits) {
        this.limits = limits;
        accounts.forEach(account ->
                this.accounts.put(account.id(), new Meter(account.size().ads())));
    }

    Limits limits() {
        return limits;
    }

    void limits(Limits newLimits) {
        limits = newLimits;
    }

    /** The account has so many ads from now on. */
    void resize(String account, int ads) {
        accounts.computeIfPresent(account, (_, meter) -> new Meter(ads, meter.calls, meter.rows, meter.errors));
    }

    /**
     * Counts a call; {@code account} is empty where the call is for none.
     *
     * @return why it is refused
     */
    Optional<GraphFault> take(String account, Instant now) {
        var appIsUsedUp = app.calls.addAndSum(now, 1) > appAllowance();
        var accountIsUsedUp = find(account)
                .filter(meter -> meter.calls.addAndSum(now, 1) > allowance(meter, now))
                .isPresent();
        if (appIsUsedUp) {
            return Optional.of(APP_USED_UP);
        }
        return accountIsUsedUp ? Optional.of(ACCOUNT_USED_UP) : Optional.empty();
    }

    /** Counts what a call was told. */
    void told(String account, int rows, Instant now) {
        app.rows.add(now, rows);
        find(account).ifPresent(meter -> meter.rows.add(now, rows));
    }

    /** Counts an error that the caller has made. */
    void blame(String account, Instant now) {
        find(account).ifPresent(meter -> meter.errors.add(now, 1));
    }

    /** The usage headers of an answer. */
    Map<String, String> headers(String account, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-app-usage", text(json -> whole(app, appAllowance(), now, json)));
        find(account).ifPresent(meter -> {
            headers.put("x-ad-account-usage", text(json -> account(meter, now, json)));
            headers.put("x-fb-ads-insights-throttle", text(json -> throttle(meter, now, json)));
            headers.put("x-business-use-case-usage", text(json -> useCase(account, meter, now, json)));
        });
        return headers;
    }

    /** All that the headers tell, for people. */
    void write(Instant now, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("app");
        used(app, appAllowance(), now, json);
        json.writeObjectFieldStart("accounts");
        for (var account : accounts.entrySet()) {
            json.writeObjectFieldStart(account.getKey());
            used(account.getValue(), allowance(account.getValue(), now), now, json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void used(Meter meter, long allowance, Instant now, JsonGenerator json) throws IOException {
        json.writeNumberField("calls", meter.calls.sum(now));
        json.writeNumberField("allowance", allowance);
        json.writeNumberField("rows", meter.rows.sum(now));
        json.writeNumberField("ownErrors", meter.errors.sum(now));
        json.writeNumberField(
                "secondsUntilAccess", meter.calls.untilBelow(now, allowance).toSeconds());
        json.writeEndObject();
    }

    private Optional<Meter> find(String account) {
        return Optional.ofNullable(accounts.get(account));
    }

    private long allowance(Meter meter, Instant now) {
        var lost = limits.errorPenalty() * meter.errors.sum(now);
        return Math.max(1, (long) Math.ceil(limits.ofAccount(meter.ads) - lost));
    }

    private long appAllowance() {
        return limits.hourlyAppCalls() > 0
                ? limits.hourlyAppCalls()
                : accounts.values().stream()
                        .mapToLong(meter -> limits.ofAccount(meter.ads))
                        .sum();
    }

    private static void whole(Meter meter, long allowance, Instant now, JsonGenerator json) throws IOException {
        json.writeNumberField("call_count", (long) meter.calls(allowance, now));
        json.writeNumberField("total_cputime", (long) meter.work(allowance, now));
        json.writeNumberField("total_time", (long) meter.work(allowance, now));
    }

    private void account(Meter meter, Instant now, JsonGenerator json) throws IOException {
        var untilAccess = untilAccess(meter, now);
        var reset = untilAccess.isZero() ? meter.calls.untilEmpty(now) : untilAccess;
        json.writeNumberField("acc_id_util_pct", rounded(meter.calls(allowance(meter, now), now)));
        json.writeNumberField("reset_time_duration", reset.toSeconds());
        json.writeStringField("ads_api_access_tier", TIER);
    }

    private void throttle(Meter meter, Instant now, JsonGenerator json) throws IOException {
        json.writeNumberField("app_id_util_pct", rounded(app.calls(appAllowance(), now)));
        json.writeNumberField("acc_id_util_pct", rounded(meter.calls(allowance(meter, now), now)));
        json.writeStringField("ads_api_access_tier", TIER);
    }

    private void useCase(String account, Meter meter, Instant now, JsonGenerator json) throws IOException {
        var minutes = Math.ceilDiv(untilAccess(meter, now).toSeconds(), SECONDS_A_MINUTE);
        json.writeArrayFieldStart(account.substring("act_".length()));
        json.writeStartObject();
        json.writeStringField("type", "ads_insights");
        whole(meter, allowance(meter, now), now, json);
        json.writeNumberField("estimated_time_to_regain_access", minutes);
        json.writeStringField("ads_api_access_tier", TIER);
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Nothing while there is access. */
    private Duration untilAccess(Meter meter, Instant now) {
        return meter.calls.untilBelow(now, allowance(meter, now));
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

    /** What was used in the last hour, by an account with so many ads. */
    private record Meter(int ads, RollingHour calls, RollingHour rows, RollingHour errors) {

        Meter(int ads) {
            this(ads, new RollingHour(), new RollingHour(), new RollingHour());
        }

        double calls(long allowance, Instant now) {
            return percent(calls.sum(now), allowance);
        }

        double work(long allowance, Instant now) {
            return percent(calls.sum(now) + rows.sum(now) / (double) ROWS_LIKE_A_CALL, allowance);
        }

        private static double percent(double used, long allowance) {
            return Math.min(100, 100 * used / allowance);
        }
    }
}
