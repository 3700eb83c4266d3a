package dev.weekline.work;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;

/** What another process has of the queue, on the connections of this one. */
public record OtherProcess(Leases leases, BackgroundQueue queue) {

    private static final LeaseSettings SETTINGS = new LeaseSettings(Duration.ofSeconds(30));

    public static OtherProcess on(ApplicationContext context) {
        var statements = context.getBean(Statements.class);
        var leases = new Leases(statements, SETTINGS);
        return new OtherProcess(leases, new BackgroundQueue(statements, leases, SETTINGS));
    }
}
