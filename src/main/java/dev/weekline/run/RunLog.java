package dev.weekline.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The calls of a run as they happen; sections that are fetched side by side write to it side by side. */
public final class RunLog {

    private final ConcurrentLinkedQueue<RunCall> calls = new ConcurrentLinkedQueue<>();

    /** Notes a call that is over. */
    public void add(RunCall call) {
        calls.add(call);
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
