package dev.weekline.edge;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes a line for every request, up to so many a second: writing each of some ten thousand hits would cost more than
 * answering them. How many were left out is told by the next line, and by a meter.
 */
@Singleton
public final class RequestLines {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLines.class);

    private static final long SECOND = 1_000_000_000;
    private static final double MILLION = 1e6;

    private final int mostASecond;
    private final LongAdder leftOut = new LongAdder();
    private final AtomicInteger written = new AtomicInteger();

    /** When the second that is counted began, in nanoseconds. */
    private volatile long began = System.nanoTime();

    /** Requests that were left out and have been told of. Two lines at once may tell the same. */
    private volatile long told;

    RequestLines(EdgeSettings settings, MeterRegistry meters) {
        this.mostASecond = settings.linesASecond();
        FunctionCounter.builder("weekline.log.requests.left.out", leftOut, LongAdder::sum)
                .description("Requests of which no line was written, since there were too many in that second")
                .register(meters);
    }

    /** Whether a line may be written now; one that may not be is counted. Costs next to nothing. */
    public boolean hasRoom(long nanos) {
        if (nanos - began >= SECOND) {
            began = nanos;
            written.set(0);
        }
        if (written.get() >= mostASecond) {
            leftOut.increment();
            return false;
        }
        return written.incrementAndGet() <= mostASecond;
    }

    /** Writes the line if there is room for it. */
    void add(AnsweredRequest request) {
        if (hasRoom(System.nanoTime())) {
            write(request);
        }
    }

    /** Writes the line of a request for which there is room. */
    public void write(AnsweredRequest request) {
        var missing = leftOut.sum() - told;
        told = told + missing;
        var line = LOG.atInfo().addKeyValue("request", request.id());
        with(with(line, "account", request.account()), "week", request.week())
                .log(
                        "{} {} {} {} ms{}",
                        request.method(),
                        request.path(),
                        request.status(),
                        millis(request.nanos()),
                        missing > 0 ? " (" + missing + " requests before it are not told of)" : "");
    }

    private static LoggingEventBuilder with(LoggingEventBuilder line, String name, Optional<String> value) {
        return value.map(text -> line.addKeyValue(name, text)).orElse(line);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / MILLION * 1000) / 1000.0;
    }
}
