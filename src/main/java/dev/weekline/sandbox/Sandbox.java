package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A simulated Graph API over HTTP. It answers for a few made-up accounts and everything they advertise in Meta's own
 * shapes, and says so in every answer ({@code x-weekline-sandbox}). The same account tells the same story in every
 * sandbox; how much of it is known depends on the clock. It keeps no record of requests but for report runs.
 */
public final class Sandbox implements AutoCloseable {

    private static final int WAITING_CONNECTIONS = 1_024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final GraphHandler handler;
    private final URI baseUrl;
    private final List<SandboxAccount> accounts;

    private Sandbox(
            HttpServer server,
            ExecutorService threads,
            GraphHandler handler,
            URI baseUrl,
            List<SandboxAccount> accounts) {
        this.server = server;
        this.threads = threads;
        this.handler = handler;
        this.baseUrl = baseUrl;
        this.accounts = accounts;
    }

    /**
     * Starts to listen.
     *
     * @param clock says which days there are already, and how settled they are
     * @throws UncheckedIOException where the port is taken
     */
    public static Sandbox start(SandboxSettings settings, Clock clock) {
        prepareServer();
        try {
            var server =
                    HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), WAITING_CONNECTIONS);
            var baseUrl = URI.create(
                    "http://" + settings.host() + ":" + server.getAddress().getPort());
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            var handler = new GraphHandler(settings, clock, new Answers(baseUrl, settings));
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
            return new Sandbox(server, threads, handler, baseUrl, settings.accounts());
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot listen on port " + settings.port(), e);
        }
    }

    /** Where it is: scheme, host and port, without a path. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** The accounts that it knows, with their tokens. */
    public List<SandboxAccount> accounts() {
        return accounts;
    }

    /** What it has been asked so far. */
    public Counters counters() {
        return handler.counters();
    }

    /** Answers take this long from now on. */
    public void latency(Latency latency) {
        handler.latency(latency);
    }

    /** Answers wait from now on until they are released; requests are still read and counted. */
    public void hold() {
        handler.gate().close();
    }

    /** Sends all answers that are held back, and holds back no more. */
    public void release() {
        handler.gate().open();
    }

    /** Stops at once; what is being asked gets no answer. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The JDK's server reads these once, before its first use; a setting of the operator's comes first. */
    private static void prepareServer() {
        prepare("sun.net.httpserver.nodelay", "true");
        prepare("sun.net.httpserver.maxIdleConnections", "2000");
        // Longer than any client keeps an idle connection, so that it is never the server that hangs up.
        prepare("sun.net.httpserver.idleInterval", "3600");
    }

    private static void prepare(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
