package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A simulated Graph API over HTTP. It answers for a few made-up accounts and everything they advertise in Meta's own
 * shapes, and says so in every answer ({@code x-weekline-sandbox}). The same account tells the same story in every
 * sandbox; how much of it is known depends on the clock. It keeps no record of requests but for report runs.
 *
 * <p>While it runs it can be told to fail ({@link #script(FailureScript...)}), to be slow, to hold answers back, to
 * allow less, to be wrong about the time and to have accounts of another size.
 */
public final class Sandbox implements AutoCloseable {

    private static final int WAITING_CONNECTIONS = 1_024;
    private static final String LOOPBACK = "127.0.0.1";

    private final HttpServer server;
    private final ExecutorService threads;
    private final GraphHandler handler;
    private final URI baseUrl;
    private volatile List<SandboxAccount> accounts;
    private volatile Optional<HttpServer> control = Optional.empty();

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
            var sandbox = new Sandbox(server, threads, handler, baseUrl, settings.accounts());
            settings.controlPort().ifPresent(sandbox::takeOrders);
            return sandbox;
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot listen on port " + settings.port(), e);
        }
    }

    private void takeOrders(int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(LOOPBACK, port), WAITING_CONNECTIONS);
            server.setExecutor(threads);
            server.createContext("/", new ControlHandler(this));
            server.start();
            control = Optional.of(server);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("The sandbox cannot take orders on port " + port, e);
        }
    }

    /** Where it is: scheme, host and port, without a path. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** Where it takes orders over HTTP; empty unless {@link SandboxSettings#withControl(int)} has it take some. */
    public Optional<URI> controlUrl() {
        return control.map(HttpServer::getAddress)
                .map(address -> URI.create("http://" + LOOPBACK + ":" + address.getPort()));
    }

    /** The accounts that it knows, with their tokens. */
    public List<SandboxAccount> accounts() {
        return accounts;
    }

    /** What it has been asked so far. */
    public Counters counters() {
        return handler.counters();
    }

    /** How long answers take at the moment. */
    public Latency latency() {
        return handler.latency();
    }

    /** Answers take this long from now on. */
    public void latency(Latency latency) {
        handler.latency(latency);
    }

    /**
     * Answers as if its clock were wrong by so much from now on; what is asked in an hour is counted by the true one.
     */
    public void clockOffset(Duration offset) {
        handler.clockOffset(offset);
    }

    /**
     * Gives an account another size from now on. Its figures are others then, and a walk through its pages that has
     * begun may miss rows.
     *
     * @param account its id or its slug
     * @param campaigns how many may run at the same time
     * @param ads how many these have together
     * @throws IllegalArgumentException where there is no such account or no such size
     */
    public synchronized void resize(String account, int campaigns, int ads) {
        var resized = accounts.stream()
                .filter(it -> it.id().equals(account) || it.slug().equals(account))
                .findFirst()
                .map(it -> it.withSize(new SandboxAccount.Size(campaigns, ads)))
                .orElseThrow(() -> new IllegalArgumentException("The sandbox has no account " + account));
        handler.resize(resized);
        accounts = accounts.stream()
                .map(it -> it.id().equals(resized.id()) ? resized : it)
                .toList();
    }

    /** How much may be asked in an hour. */
    public Limits limits() {
        return handler.usage().limits();
    }

    void writeUsage(JsonGenerator json) throws IOException {
        handler.writeUsage(json);
    }

    /** So much may be asked in an hour from now on; what was asked before counts. */
    public void limits(Limits limits) {
        handler.usage().limits(limits);
    }

    /** Answers wait from now on until they are released; requests are still read and counted. */
    public void hold() {
        handler.gate().close();
    }

    /** Sends all answers that are held back or hang, and holds back no more; later calls may hang again. */
    public void release() {
        handler.gate().open();
        handler.hung().pulse();
    }

    /** Fails like this from now on, and no longer as before. What hangs is let go. */
    public void script(FailureScript... scripts) {
        handler.misbehaviour().replace(scripts);
        handler.hung().pulse();
    }

    /**
     * Fails like this from now on, and no longer as before.
     *
     * @param scripts in the text form of {@link FailureScript#parse(String)}
     * @throws IllegalArgumentException where one of them cannot be read; then nothing changes
     */
    public void script(String... scripts) {
        script(Arrays.stream(scripts).map(FailureScript::parse).toArray(FailureScript[]::new));
    }

    /** How it fails at the moment. */
    public List<FailureScript> scripts() {
        return handler.misbehaviour().scripts();
    }

    /** Fails no more. */
    public void behave() {
        script(new FailureScript[0]);
    }

    /** Stops at once; what is being asked gets no answer. */
    @Override
    public void close() {
        control.ifPresent(it -> it.stop(0));
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
