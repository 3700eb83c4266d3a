package dev.weekline.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a sandbox is like.
 *
 * @param host where it listens
 * @param port 0 for any free port
 * @param latency how long an answer takes
 * @param accounts the ad accounts it knows
 * @param appSecret checks {@code appsecret_proof} where a caller sends one
 * @param hourlyCalls how many calls of one account use up its hour; 0 for what Meta allows an app with limited access
 * @param rules what is allowed whom
 */
public record SandboxSettings(
        String host,
        int port,
        Latency latency,
        List<SandboxAccount> accounts,
        Optional<String> appSecret,
        int hourlyCalls,
        GraphRules rules) {

    private static final Latency QUICK_BUT_REAL = Latency.between(Duration.ofMillis(40), Duration.ofMillis(120));

    public SandboxSettings {
        accounts = List.copyOf(accounts);
        if (hourlyCalls < 0) {
            throw new IllegalArgumentException("An hour holds no " + hourlyCalls + " calls");
        }
    }

    /** A free port on loopback, three accounts, answers in a tenth of a second. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(
                "127.0.0.1", 0, QUICK_BUT_REAL, SandboxAccount.defaults(), Optional.empty(), 0, GraphRules.defaults());
    }

    /** The same on another port; 0 for any. */
    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(host, newPort, latency, accounts, appSecret, hourlyCalls, rules);
    }

    /** The same at another pace. */
    public SandboxSettings withLatency(Latency newLatency) {
        return new SandboxSettings(host, port, newLatency, accounts, appSecret, hourlyCalls, rules);
    }

    /** The same with these accounts. */
    public SandboxSettings withAccounts(List<SandboxAccount> newAccounts) {
        return new SandboxSettings(host, port, latency, newAccounts, appSecret, hourlyCalls, rules);
    }

    /** The same, checking every {@code appsecret_proof} against {@code secret}. */
    public SandboxSettings withAppSecret(String secret) {
        return new SandboxSettings(host, port, latency, accounts, Optional.of(secret), hourlyCalls, rules);
    }

    /** The same with another hourly allowance of one account. */
    public SandboxSettings withHourlyCalls(int calls) {
        return new SandboxSettings(host, port, latency, accounts, appSecret, calls, rules);
    }

    /** The same with other rules. */
    public SandboxSettings withRules(GraphRules newRules) {
        return new SandboxSettings(host, port, latency, accounts, appSecret, hourlyCalls, newRules);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SandboxSettings[" + host + ":" + port + ", " + latency + ", " + accounts + "]";
    }
}
