package dev.weekline.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a problem. The detail is told to the caller as it is, so it names no class, no query and no
 * secret. It has no stack trace: it reports what was foreseen.
 */
public final class ProblemException extends RuntimeException {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProblemType type;
    private final String detail;
    private final HttpStatus status;
    private final @Nullable String field;
    private final @Nullable String nearestWeek;
    private final @Nullable Duration retryAfter;
    private final @Nullable String fbtraceId;

    /** A problem of which no more is known. */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, type.status(), null, null, null, null);
    }

    private ProblemException(
            ProblemType type,
            String detail,
            HttpStatus status,
            @Nullable String field,
            @Nullable String nearestWeek,
            @Nullable Duration retryAfter,
            @Nullable String fbtraceId) {
        super(detail, null, false, false);
        this.type = type;
        this.detail = detail;
        this.status = status;
        this.field = field;
        this.nearestWeek = nearestWeek;
        this.retryAfter = retryAfter;
        this.fbtraceId = fbtraceId;
    }

    /** The same, at fault being the input of that name. */
    public ProblemException withField(String name) {
        return new ProblemException(type, detail, status, name, nearestWeek, retryAfter, fbtraceId);
    }

    /** The same, with a week that would have worked, as {@code 2025-W39}. */
    public ProblemException withNearestWeek(String week) {
        return new ProblemException(type, detail, status, field, week, retryAfter, fbtraceId);
    }

    /** The same, but worth asking again after {@code wait}; what would have been 502 becomes 503. */
    public ProblemException withRetryAfter(Duration wait) {
        var patient = status == HttpStatus.BAD_GATEWAY ? HttpStatus.SERVICE_UNAVAILABLE : status;
        return new ProblemException(type, detail, patient, field, nearestWeek, wait, fbtraceId);
    }

    /** The same, with Meta's trace id; an empty one is none. */
    public ProblemException withFbtraceId(String id) {
        return new ProblemException(type, detail, status, field, nearestWeek, retryAfter, id.isEmpty() ? null : id);
    }

    /** The same, answered with another status than is usual for its type. */
    public ProblemException withStatus(HttpStatus other) {
        return new ProblemException(type, detail, other, field, nearestWeek, retryAfter, fbtraceId);
    }

    /** What kind of problem this is. */
    public ProblemType type() {
        return type;
    }

    /** The status that it is answered with. */
    public HttpStatus status() {
        return status;
    }

    /** After how long the same request is worth sending again, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same request is worth sending again with nothing put right. */
    public boolean retryable() {
        return retryAfter != null || type.retryable();
    }

    /** The input that is at fault. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** The document as JSON text, for what is told outside of an answer of the framework. */
    public String document(String requestId, @Nullable String instance) {
        try {
            return JSON.writeValueAsString(toProblem(requestId, instance));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The document that tells this to the caller of the request with that id and path. */
    Problem toProblem(String requestId, @Nullable String instance) {
        return new Problem(
                type.uri(),
                type.title(),
                status.getCode(),
                detail,
                retryable(),
                requestId,
                instance,
                field,
                nearestWeek,
                fbtraceId);
    }
}
