package dev.weekline.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Looks at an operation until it is over. */
final class Watch {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Set<String> OVER = Set.of("done", "failed", "cancelled");

    private final Service service;
    private final Bar bar;

    Watch(Service service, Bar bar) {
        this.service = service;
        this.bar = bar;
    }

    /** The operation when it is over. */
    JsonNode until(String path) {
        while (true) {
            var operation = service.get(path).body();
            bar.show(operation.path("percent").asInt(), details(operation));
            if (OVER.contains(operation.path("state").asText())) {
                bar.end();
                return operation;
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private static String details(JsonNode operation) {
        var current = operation.path("current").asText();
        var eta = operation.path("eta").asText();
        return (current.isEmpty() ? "" : ", " + current) + (eta.isEmpty() ? "" : ", until about " + eta);
    }
}
