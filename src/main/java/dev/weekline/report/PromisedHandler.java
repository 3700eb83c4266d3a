package dev.weekline.report;

import dev.weekline.problem.RequestId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A promise as HTTP says it: 202, where to watch, and when to come back. The body is the operation. */
@Singleton
class PromisedHandler implements ExceptionHandler<PromisedException, HttpResponse<?>> {

    @Override
    public HttpResponse<?> handle(HttpRequest request, PromisedException exception) {
        var prefer = Prefer.parse(request.getHeaders().get("Prefer"));
        var response = answer(exception.promised()).header("X-Request-Id", RequestId.of(request));
        prefer.appliedToPromise().ifPresent(applied -> response.header("Preference-Applied", applied));
        return response;
    }

    private static MutableHttpResponse<String> answer(ReportAnswer.Promised promised) {
        var operation = promised.operation();
        return HttpResponse.<String>accepted()
                .body(operation.shown())
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header("Location", operation.path())
                .header(
                        "Retry-After",
                        Long.toString(promised.retryAfter()
                                .plusSeconds(1)
                                .minusNanos(1)
                                .toSeconds()))
                .header("Cache-Control", "no-store");
    }
}
