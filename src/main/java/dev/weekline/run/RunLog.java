package dev.weekline.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

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

    /** Whether the week is read together with others. */
    public boolean isShared() {
        return span.isPresent();
    }

    Optional<RunSpan> span() {
        return span;
    }

    List<RunCall> calls() {
        return List.copyOf(calls);
    }

    /** What its calls have cost so far. */
    public RunCost cost() {
        return calls.stream()
                .map(call -> new RunCost(call.calls(), call.units()))
                .reduce(RunCost.NOTHING, RunCost::plus);
    }

    /** Where the time went, given how long it took to get the right to fetch, and to store what came. */
    public RunTimes times(Duration lease, Duration store) {
        var underWay = calls.stream()
                .map(call -> new Stretch(call.startedAt(), call.endedAt()))
                .toList();
        var meta = Stretch.together(underWay);
        var waiting = calls.stream().map(call -> new Stretch(call.queuedAt(), call.startedAt()));
        var both = Stretch.together(Stream.concat(waiting, underWay.stream()).toList());
        return new RunTimes(lease, both.minus(meta), meta, store);
    }

    /** The section that took longest from its first call to its last, and how long that was. */
    public Optional<Map.Entry<String, Duration>> slowest() {
        return bySection().entrySet().stream()
                .map(section -> Map.entry(section.getKey(), lasted(section.getValue())))
                .max(Map.Entry.comparingByValue());
    }

    /** From the first call to the end of the last. */
    static Duration lasted(List<RunCall> calls) {
        var begun =
                calls.stream().map(RunCall::startedAt).min(Instant::compareTo).orElseThrow();
        var over = calls.stream().map(RunCall::endedAt).max(Instant::compareTo).orElseThrow();
        return Duration.between(begun, over);
    }

    Map<String, List<RunCall>> bySection() {
        var sections = new LinkedHashMap<String, List<RunCall>>();
        calls.forEach(call ->
                sections.computeIfAbsent(call.section(), _ -> new ArrayList<>()).add(call));
        return sections;
    }
}
