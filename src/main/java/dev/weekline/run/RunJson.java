package dev.weekline.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The JSON columns of a run. */
final class RunJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunJson() {}

    /** One object for each section: calls, rows, units, when it began and how long it took. */
    static String sections(RunLog log) {
        var sections = JSON.createArrayNode();
        log.bySection().forEach((name, calls) -> sections.add(section(name, calls)));
        return sections.toString();
    }

    /** Usage headers as text inside JSON: what Meta sends there is not always JSON itself. */
    static String usage(Map<String, String> headers) {
        var usage = JSON.createObjectNode();
        headers.forEach(usage::put);
        return usage.toString();
    }

    /** The calls in the order in which they were over, as the columns of their table are called. */
    static String calls(List<RunCall> calls) {
        var list = JSON.createArrayNode();
        calls.forEach(call -> list.add(call(list.size() + 1, call)));
        return list.toString();
    }

    private static ObjectNode call(int number, RunCall call) {
        var json = JSON.createObjectNode()
                .put("number", number)
                .put("section", call.section())
                .put("page", call.page())
                .put("attempt", call.attempt())
                .put("calls", call.calls())
                .put("units", call.units())
                .put("row_count", call.rows())
                .put("status", call.status())
                .put("outcome", call.outcome())
                .put("started_at", call.startedAt().toString())
                .put("waited_ms", call.waited().toMillis())
                .put("took_ms", call.took().toMillis());
        if (!call.fbtraceId().isEmpty()) {
            json.put("fbtrace_id", call.fbtraceId());
        }
        call.retryReason().ifPresent(reason -> json.put("retry_reason", reason));
        json.set("usage_before", percents(call.before()));
        json.set("usage_after", percents(call.after()));
        return json;
    }

    private static ObjectNode percents(Percents told) {
        var json = JSON.createObjectNode();
        told.app().ifPresent(percent -> json.put("app", percent(percent)));
        told.account().ifPresent(percent -> json.put("account", percent(percent)));
        told.insights().ifPresent(percent -> json.put("insights", percent(percent)));
        return json;
    }

    private static BigDecimal percent(double told) {
        return BigDecimal.valueOf(told).setScale(2, RoundingMode.HALF_UP);
    }

    private static ObjectNode section(String name, List<RunCall> calls) {
        var begun =
                calls.stream().map(RunCall::startedAt).min(Instant::compareTo).orElseThrow();
        var outcomes = JSON.createArrayNode();
        calls.forEach(call -> outcomes.add(call.outcome()));
        return JSON.createObjectNode()
                .put("name", name)
                .put("calls", calls.stream().mapToInt(RunCall::calls).sum())
                .put("rows", calls.stream().mapToInt(RunCall::rows).sum())
                .put("units", calls.stream().mapToInt(RunCall::units).sum())
                .put("startedAt", begun.toString())
                .put("tookMs", RunLog.lasted(calls).toMillis())
                .set("outcomes", outcomes);
    }
}
