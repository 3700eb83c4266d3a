package dev.weekline.quota;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** The gates of Meta's that keep calls from being made, as far as this process knows. */
@Singleton
public class ClosedGates {

    private final Gates gates;
    private final InstantSource time;

    ClosedGates(Gates gates, InstantSource time) {
        this.gates = gates;
        this.time = time;
    }

    /** Those that are closed now. */
    public List<GateState.Shut> now() {
        return gates.state(time.instant()).closed();
    }
}
