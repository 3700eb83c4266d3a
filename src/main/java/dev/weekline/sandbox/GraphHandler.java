package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Takes a request from its arrival to its answer: read, count, wait, answer. */
final class GraphHandler implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(GraphHandler.class.getName());

    private final Clock clock;
    private final Router router;
    private final Answers answers;
    private final UsageMeter usage;
    private final Counters counters = new Counters();
    private final Gate gate = new Gate();
    private final AtomicLong traces = new AtomicLong();
    private volatile Latency latency;

    GraphHandler(SandboxSettings settings, Clock clock, Answers answers) {
        this.clock = clock;
        this.router = new Router(settings, answers.worlds(), answers.runs());
        this.answers = answers;
        this.usage = new UsageMeter(settings);
        this.latency = settings.latency();
    }

    Counters counters() {
        return counters;
    }

    Gate gate() {
        return gate;
    }

    void latency(Latency newLatency) {
        latency = newLatency;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var asked = router.route(exchange, body, clock.instant());
            counters.add(new Counters.Call(asked.accountId(), asked.kind(), asked.page()));
            Thread.sleep(latency.of(asked.dice()));
            gate.pass();
            finish(exchange, asked).send(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer finish(HttpExchange exchange, Asked asked) {
        var now = clock.instant();
        var traceId = traceId();
        var answer = answer(asked, traceId);
        usage.add(answer.account(), answer.rows(), now);
        var headers = new LinkedHashMap<>(usage.headers(answer.account(), now));
        headers.put("facebook-api-version", asked.version().toString());
        headers.put("x-fb-trace-id", traceId);
        headers.put("x-weekline-sandbox", "true");
        headers.forEach(exchange.getResponseHeaders()::set);
        return answer;
    }

    private Answer answer(Asked asked, String traceId) {
        try {
            return answers.to(asked, clock.instant(), traceId, PageQuirks.NONE);
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "The sandbox failed to answer " + asked.kind(), fault);
            return answers.fault(asked.accountId(), traceId);
        }
    }

    /** Looks like Meta's: an A and 22 letters. */
    private String traceId() {
        var dice = Dice.of("trace").with(traces.incrementAndGet());
        var bytes = ByteBuffer.allocate(16)
                .putLong(dice.seed())
                .putLong(dice.with(1).seed());
        return "A" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
