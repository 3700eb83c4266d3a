package dev.weekline.boot;

import dev.weekline.sandbox.Sandbox;
import dev.weekline.sandbox.SandboxSettings;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The whole service, running in this process until it is closed. */
public final class Weekline implements AutoCloseable {

    private final URI address;
    private final String adminKey;
    private final List<String> welcome;
    private final ApplicationContext context;
    private final Optional<Sandbox> sandbox;
    private final Opened opened;

    Weekline(
            URI address,
            String adminKey,
            List<String> welcome,
            ApplicationContext context,
            Optional<Sandbox> sandbox,
            Opened opened) {
        this.address = address;
        this.adminKey = adminKey;
        this.welcome = welcome;
        this.context = context;
        this.sandbox = sandbox;
        this.opened = opened;
    }

    /**
     * Starts the service, and comes back when it is ready. It is told everything it depends on, so that a test starts
     * the very same thing.
     *
     * @param environment the settings, by the names of environment variables
     * @param sandbox what the sandbox is like, where the settings ask for one
     * @param say is told, in a short line each, what takes a while
     * @throws CannotStartException with a sentence that says what to do; nothing is left running then
     */
    public static Weekline start(
            Map<String, String> environment, Clock clock, SandboxSettings sandbox, Consumer<String> say) {
        return new Start(environment, clock, sandbox, say, new Opened()).run();
    }

    /** Where it answers, as seen from this machine. */
    public URI address() {
        return address;
    }

    /** The key that may do everything. */
    public String adminKey() {
        return adminKey;
    }

    /** What a newcomer is told: the address, the admin key, a command to try. */
    List<String> welcome() {
        return welcome;
    }

    /** What it is made of; for tests. */
    public ApplicationContext context() {
        return context;
    }

    /** The simulated Graph API that it reads; empty where it reads a real one. */
    public Optional<Sandbox> sandbox() {
        return sandbox;
    }

    /** Takes no more requests, finishes those under way, and stops everything that was started. */
    @Override
    public void close() {
        opened.close();
    }
}
