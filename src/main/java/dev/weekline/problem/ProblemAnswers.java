package dev.weekline.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns everything that went wrong into a problem document; the one place where a fault is logged. */
@Singleton
final class ProblemAnswers implements ErrorResponseProcessor<Problem> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    /** Told where asking again helps but nobody knows when. */
    private static final Duration SOME_TIME = Duration.ofSeconds(60);

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var request = context.getRequest();
        var requestId = RequestId.of(request);
        var cause = context.getRootCause().orElse(null);
        var found = Diagnosis.of(cause, response.code());
        if (cause != null && found.type() == ProblemType.INTERNAL) {
            log(request, requestId, cause);
        }
        addHeaders(found, requestId, response);
        return response.status(found.status())
                .contentType(Problem.MEDIA_TYPE)
                .body(found.toProblem(requestId, request.getPath()));
    }

    private static void log(HttpRequest<?> request, String requestId, Throwable cause) {
        var method = request.getMethodName();
        if (cause instanceof ClosedChannelException || cause instanceof EOFException) {
            LOG.info("Request {} was broken off: {} {} ({})", requestId, method, request.getPath(), cause.toString());
        } else {
            LOG.atError()
                    .addKeyValue("request", requestId)
                    .setCause(cause)
                    .log("Request {} failed: {} {}", requestId, method, request.getPath());
        }
    }

    private static void addHeaders(ProblemException found, String requestId, MutableHttpResponse<?> response) {
        var headers = response.getHeaders();
        headers.set(RequestId.HEADER, requestId);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        if (found.status() == HttpStatus.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (found.retryable()) {
            headers.set(HttpHeaders.RETRY_AFTER, wholeSeconds(found.retryAfter().orElse(SOME_TIME)));
        }
    }

    private static String wholeSeconds(Duration wait) {
        return Long.toString(Math.max(0, wait.plusSeconds(1).minusNanos(1).toSeconds()));
    }
}
