package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import java.time.Duration;
import java.util.List;

/** Always has another call to make for an account, one after the other; who is denied comes back when told. */
final class SimulatedBackfill {

    private static final Purpose BACKFILL = new Purpose(Work.BACKGROUND, "backfill");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DAYS = 378;

    private static final List<SimulatedReader.WeekCall> SPAN = List.of(
            new SimulatedReader.WeekCall("totals", Weight.of(false, false, false, DAYS)),
            new SimulatedReader.WeekCall("campaigns", Weight.of(false, false, false, DAYS)),
            new SimulatedReader.WeekCall("placements", Weight.of(true, false, false, DAYS)),
            new SimulatedReader.WeekCall("demographics", Weight.of(true, false, false, DAYS)),
            new SimulatedReader.WeekCall("relevance", Weight.of(false, false, false, DAYS)),
            new SimulatedReader.WeekCall("daily", Weight.of(false, true, false, DAYS)));

    private final Simulation world;
    private final AccountId account;
    private int made;

    SimulatedBackfill(Simulation world, AccountId account) {
        this.world = world;
        this.account = account;
    }

    void next() {
        var call = SPAN.get(made % SPAN.size());
        world.quota()
                .take(new PlannedCall(account, call.section(), BACKFILL, call.units()), PATIENCE)
                .subscribe(permit -> {
                    switch (permit) {
                        case Granted _ -> make(call);
                        case Denied denied -> world.later(denied.retryAfter(), this::next);
                    }
                });
    }

    private void make(SimulatedReader.WeekCall call) {
        world.backgroundGranted(account, call.units());
        world.call(account, call.section(), call.units(), Work.BACKGROUND).subscribe(answer -> {
            if (answer.reached().isEmpty()) {
                made++;
            }
            next();
        });
    }
}
