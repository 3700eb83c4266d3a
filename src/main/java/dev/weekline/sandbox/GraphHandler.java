package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Takes a request from its arrival to its answer: read, judge, count, wait, answer. */
final class GraphHandler implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(GraphHandler.class.getName());

    private final Clock machine;
    private final ShiftedClock clock;
    private final Router router;
    private final Answers answers;
    private final UsageMeter usage;
    private final Counters counters = new Counters();
    private final Gate gate = new Gate();
    private final AtomicLong traces = new AtomicLong();
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private final Gate hung = new Gate();
    private volatile Latency latency;

    GraphHandler(SandboxSettings settings, Clock machine, Answers answers) {
        this.machine = machine;
        this.clock = new ShiftedClock(machine);
        this.router = new Router(settings, answers.worlds(), answers.runs());
        this.answers = answers;
        this.usage = new UsageMeter(settings.accounts(), settings.limits());
        this.latency = settings.latency();
        hung.close();
    }

    Counters counters() {
        return counters;
    }

    Gate gate() {
        return gate;
    }

    Latency latency() {
        return latency;
    }

    void latency(Latency newLatency) {
        latency = newLatency;
    }

    void clockOffset(Duration offset) {
        clock.offset(offset);
    }

    /** Tells what of the hour is used. The hour is that of the machine, wherever the sandbox's days are. */
    void writeUsage(JsonGenerator json) throws IOException {
        usage.write(machine.instant(), json);
    }

    void resize(SandboxAccount account) {
        answers.replace(account);
        usage.resize(account.id(), account.size().ads());
    }

    UsageMeter usage() {
        return usage;
    }

    Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    /** Where calls hang. */
    Gate hung() {
        return hung;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var asked = router.route(exchange, body, clock.instant());
            var asking = Asking.of(exchange, body, asked);
            var verdict = misbehaviour.judge(asking);
            // Taken before the call is counted, so that whoever sees it counted can let it go.
            var snare = hung.latch();
            counters.add(new Counters.Call(asked.accountId(), asked.kind(), asked.page()), asking.section());
            Thread.sleep(latency.of(asked.dice()).plus(verdict.delay()));
            gate.pass();
            if (verdict.hangs()) {
                snare.await();
            }
            answer(exchange, asked, asking, verdict);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Asked asked, Asking asking, Verdict verdict)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("x-weekline-sandbox", "true");
        var throttled = usage.take(asked.accountId(), machine.instant());
        if (verdict.instead().orElse(null) instanceof Failure.Edge fault) {
            EdgeFault.send(fault, exchange);
            return;
        }
        var fault = verdict.instead()
                .map(Failure.Refusal.class::cast)
                .map(refusal -> refusal.fault(asking))
                .or(() -> throttled);
        var answer = finish(exchange, asked, fault, verdict);
        switch (verdict.damage().orElse(null)) {
            case Failure.BrokenJson _ -> answer.half().send(exchange);
            case Failure.DropAfter(var bytes) -> answer.sendPart(exchange, bytes);
            case null -> answer.send(exchange);
        }
    }

    private Answer finish(HttpExchange exchange, Asked asked, Optional<Failure.GraphFault> fault, Verdict verdict) {
        var now = machine.instant();
        var traceId = traceId();
        var answer = fault.map(it -> FaultBody.answer(it, asked.accountId(), traceId))
                .orElseGet(() -> answer(asked, traceId, verdict));
        usage.told(answer.account(), answer.rows(), now);
        if (isOwnError(answer, fault)) {
            usage.blame(answer.account(), now);
        }
        var headers = new LinkedHashMap<>(usage.headers(answer.account(), now));
        headers.put(
                "facebook-api-version",
                verdict.version().orElseGet(() -> asked.version().toString()));
        headers.put("x-fb-trace-id", traceId);
        headers.forEach(exchange.getResponseHeaders()::set);
        return answer;
    }

    private static boolean isOwnError(Answer answer, Optional<Failure.GraphFault> fault) {
        var throttling = fault.flatMap(Failure.GraphFault::code).filter(KnownError::isThrottling);
        return answer.status() >= 400 && answer.status() < 500 && throttling.isEmpty();
    }

    private Answer answer(Asked asked, String traceId, Verdict verdict) {
        try {
            var fated = asked instanceof Asked.StartsRun start ? start.to(verdict.fate()) : asked;
            return answers.to(fated, clock.instant(), traceId, verdict.quirks())
                    .with(page -> OddRows.bent(page, verdict.oddities()));
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
