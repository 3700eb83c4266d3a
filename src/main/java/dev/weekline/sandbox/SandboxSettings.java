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
 * @param limits how much may be asked in an hour
 * @param rules what is allowed whom
 * @param controlPort where it takes orders, 0 for any free port; empty for nowhere
 */
public record SandboxSettings(
        String host,
        int port,
        Latency latency,
        List<SandboxAccount> accounts,
        Optional<String> appSecret,
        Limits limits,
        GraphRules rules,
        Optional<Integer> controlPort) {

    private static final Latency QUICK_BUT_REAL = Latency.between(Duration.ofMillis(40), Duration.ofMillis(120));

    public SandboxSettings {
        accounts = List.copyOf(accounts);
    }

    /** A free port on loopback, three accounts, answers in a tenth of a second, Meta's limits, no orders taken. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(
                "127.0.0.1",
                0,
                QUICK_BUT_REAL,
                SandboxAccount.defaults(),
                Optional.empty(),
                Limits.asDocumented(),
                GraphRules.defaults(),
                Optional.empty());
    }

    /** The same on another port; 0 for any. */
    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(host, newPort, latency, accounts, appSecret, limits, rules, controlPort);
    }

    /** The same at another pace. */
    public SandboxSettings withLatency(Latency newLatency) {
        return new SandboxSettings(host, port, newLatency, accounts, appSecret, limits, rules, controlPort);
    }

    /** The same with these accounts. */
    public SandboxSettings withAccounts(List<SandboxAccount> newAccounts) {
        return new SandboxSettings(host, port, latency, newAccounts, appSecret, limits, rules, controlPort);
    }

    /** The same, checking every {@code appsecret_proof} against {@code secret}. */
    public SandboxSettings withAppSecret(String secret) {
        return new SandboxSettings(host, port, latency, accounts, Optional.of(secret), limits, rules, controlPort);
    }

    /** The same with other rules. */
    public SandboxSettings withRules(GraphRules newRules) {
        return new SandboxSettings(host, port, latency, accounts, appSecret, limits, newRules, controlPort);
    }

    /** The same with other limits. */
    public SandboxSettings withLimits(Limits newLimits) {
        return new SandboxSettings(host, port, latency, accounts, appSecret, newLimits, rules, controlPort);
    }

    /** The same with another hourly allowance of one account. */
    public SandboxSettings withHourlyCalls(int calls) {
        return withLimits(new Limits(calls, limits.hourlyAppCalls(), limits.errorPenalty()));
    }

    /** The same with another hourly allowance of all accounts together. */
    public SandboxSettings withHourlyAppCalls(int calls) {
        return withLimits(new Limits(limits.hourlyCalls(), calls, limits.errorPenalty()));
    }

    /** The same with another price of a caller's own errors, in calls. */
    public SandboxSettings withErrorPenalty(double penalty) {
        return withLimits(new Limits(limits.hourlyCalls(), limits.hourlyAppCalls(), penalty));
    }

    /** The same, taking orders over HTTP on a port of its own, on loopback; 0 for any port. */
    public SandboxSettings withControl(int newControlPort) {
        return new SandboxSettings(
                host, port, latency, accounts, appSecret, limits, rules, Optional.of(newControlPort));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SandboxSettings[" + host + ":" + port + ", " + latency + ", " + accounts + ", " + limits + "]";
    }
}
