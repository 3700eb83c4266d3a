package dev.weekline.meta;

import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.GraphReply.Lost;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import dev.weekline.quota.Permit.Granted;
import dev.weekline.quota.Usage;
import dev.weekline.quota.UsageReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that was sent. It is told of exactly once, when it is over or abandoned. */
final class CallUnderWay {

    private final GraphQuestion question;
    private final int attempt;
    private final Optional<String> retryReason;
    private final Granted permit;
    private final UsageReading before;
    private final Instant startedAt;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Instant endedAt;
    private volatile Usage usage = Usage.SILENT;

    /** @param before what Meta has said of its limits so far */
    CallUnderWay(
            GraphQuestion question,
            int attempt,
            Optional<String> retryReason,
            Granted permit,
            UsageReading before,
            Instant startedAt) {
        this.question = question;
        this.attempt = attempt;
        this.retryReason = retryReason;
        this.permit = permit;
        this.before = before;
        this.startedAt = startedAt;
        this.endedAt = startedAt;
    }

    /** The last byte has come, or never will. */
    void ended(Instant at) {
        endedAt = at;
    }

    /** Its meaning is known. */
    void understood(GraphReply reply, Outcome<?> outcome, Discretion discretion) {
        switch (reply) {
            case Answered answered -> {
                usage = answered.usage().kept(discretion);
                tell(answered.status(), rows(outcome), outcome.word(), trace(answered, outcome, discretion), usage);
            }
            case Lost _ -> tell(0, 0, outcome.word(), "", Usage.SILENT);
        }
    }

    /** What Meta said of its limits. */
    Usage usage() {
        return usage;
    }

    /** Nobody waits for it any more. */
    void abandoned(Instant at) {
        ended(at);
        tell(0, 0, "abandoned", "", Usage.SILENT);
    }

    private void tell(int status, int rows, String outcome, String fbtraceId, Usage usage) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        question.calls()
                .accept(new GraphCall(
                        question.about().recipe(),
                        question.about().page(),
                        attempt,
                        retryReason,
                        permit.units(),
                        permit.waited(),
                        startedAt,
                        Duration.between(startedAt, endedAt),
                        status,
                        rows,
                        outcome,
                        fbtraceId,
                        before,
                        usage));
    }

    private static int rows(Outcome<?> outcome) {
        return switch (outcome) {
            case Got<?> got -> got.rows();
            case Failed<?> _ -> 0;
        };
    }

    private static String trace(Answered answered, Outcome<?> outcome, Discretion discretion) {
        return switch (outcome) {
            case Got<?> _ -> discretion.traceId(answered.traceHeader());
            case Failed<?> failed -> failed.failure().fbtraceId();
        };
    }
}
