package dev.weekline.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The calls of a run as they happen; sections that are fetched side by side write to it side by side. */
public final class RunLog {

    private final Optional<RunSpan> span;
    private final ConcurrentLinkedQueue<RunCall> calls = new ConcurrentLinkedQueue<>();

    /** Of a week that is read alone. */
    public RunLog() {
        this.span = Optional.empty();
    }

    /** Of a week that is read together with others. */
    public RunLog(RunSpan span) {
        this.span = Optional.of(span);
    }

    /** Notes a call that is over. */
    public void add(RunCall call) {
        calls.add(call);
    }

    Optional<RunSpan> span() {
        return span;
    }

    List<RunCall> calls() {
        return List.copyOf(calls);
    }

    Map<String, List<RunCall>> bySection() {
        var sections = new LinkedHashMap<String, List<RunCall>>();
        calls.forEach(call ->
                sections.computeIfAbsent(call.section(), _ -> new ArrayList<>()).add(call));
        return sections;
    }
}
