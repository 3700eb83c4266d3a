package dev.weekline.sandbox;

import java.util.List;
import java.util.Set;

/**
 * What the simulated Graph API allows whom.
 *
 * @param tokens tokens besides those of the accounts
 * @param requiresProof whether every call needs an {@code appsecret_proof}; a rule only where there is an app secret
 * @param runPace how fast report runs are
 * @param deviceAccounts ids of the accounts that may break down by {@code impression_device}; others get no rows
 */
public record GraphRules(
        List<SandboxToken> tokens, boolean requiresProof, ReportRunPace runPace, Set<String> deviceAccounts) {

    public GraphRules {
        tokens = List.copyOf(tokens);
        deviceAccounts = Set.copyOf(deviceAccounts);
    }

    /** No other tokens, no proofs needed, quick report runs, no devices. */
    public static GraphRules defaults() {
        return new GraphRules(List.of(), false, ReportRunPace.quick(), Set.of());
    }

    /** The same with these tokens. */
    public GraphRules withTokens(SandboxToken... newTokens) {
        return new GraphRules(List.of(newTokens), requiresProof, runPace, deviceAccounts);
    }

    /** The same, but every call needs a proof. */
    public GraphRules requiringProof() {
        return new GraphRules(tokens, true, runPace, deviceAccounts);
    }

    /** The same with report runs of another pace. */
    public GraphRules withRunPace(ReportRunPace pace) {
        return new GraphRules(tokens, requiresProof, pace, deviceAccounts);
    }

    /** The same with devices told for these accounts. */
    public GraphRules withDevicesOf(String... accounts) {
        return new GraphRules(tokens, requiresProof, runPace, Set.of(accounts));
    }
}
