package dev.weekline.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The scripts that are in force. Each counts the calls that it is about from the moment it came into force. */
final class Misbehaviour {

    private volatile List<Running> scripts = List.of();

    void replace(FailureScript... replacement) {
        scripts = Arrays.stream(replacement)
                .map(script -> new Running(script, new AtomicLong()))
                .toList();
    }

    List<FailureScript> scripts() {
        return scripts.stream().map(Running::script).toList();
    }

    /** Counts the call and says what becomes of it. */
    Verdict judge(Asking asking) {
        return Verdict.of(scripts.stream()
                .filter(running -> running.strikes(asking))
                .map(running -> running.script().failure())
                .toList());
    }

    private record Running(FailureScript script, AtomicLong calls) {

        boolean strikes(Asking asking) {
            return script.isAbout(asking) && script.when().strikes(calls.incrementAndGet());
        }
    }
}
