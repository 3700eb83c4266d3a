package dev.weekline.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
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

    private static ObjectNode section(String name, List<RunCall> calls) {
        var begun =
                calls.stream().map(RunCall::startedAt).min(Instant::compareTo).orElseThrow();
        var over = calls.stream()
                .map(call -> call.startedAt().plus(call.took()))
                .max(Instant::compareTo)
                .orElseThrow();
        var outcomes = JSON.createArrayNode();
        calls.forEach(call -> outcomes.add(call.outcome()));
        return JSON.createObjectNode()
                .put("name", name)
                .put("calls", calls.stream().mapToInt(RunCall::calls).sum())
                .put("rows", calls.stream().mapToInt(RunCall::rows).sum())
                .put("units", calls.stream().mapToInt(RunCall::units).sum())
                .put("startedAt", begun.toString())
                .put("tookMs", Duration.between(begun, over).toMillis())
                .set("outcomes", outcomes);
    }
}
