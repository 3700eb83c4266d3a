package dev.weekline.access;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/** What is told to who may not do what was asked, or is not known. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class Refusals implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

    private final WrongKeys wrong;
    private final HttpClientAddressResolver addresses;
    private final ErrorResponseProcessor<?> answers;

    Refusals(WrongKeys wrong, HttpClientAddressResolver addresses, ErrorResponseProcessor<?> answers) {
        this.wrong = wrong;
        this.addresses = addresses;
        this.answers = answers;
    }

    @Override
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
        var refused = (HttpRequest<?>) request;
        return answers.processResponse(
                ErrorContext.builder(refused)
                        .cause(exception.isForbidden() ? forbidden() : unknown(refused))
                        .build(),
                HttpResponse.unauthorized());
    }

    private static ProblemException forbidden() {
        return new ProblemException(
                ProblemType.FORBIDDEN, "This key may not do that; the contract says which scope it needs");
    }

    private ProblemException unknown(HttpRequest<?> request) {
        var detail = "Send a key that this service knows, as in: Authorization: Bearer <key>";
        return request.getHeaders().contains("Authorization")
                ? wrongKey(request, detail)
                : new ProblemException(ProblemType.UNAUTHORIZED, detail);
    }

    /** What is told to who has shown a wrong key, which is counted. */
    ProblemException wrongKey(HttpRequest<?> request, String detail) {
        var wait = wrong.count(address(request));
        return wait.isPositive()
                ? new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Too many wrong keys have come from this address")
                        .withRetryAfter(wait)
                : new ProblemException(ProblemType.UNAUTHORIZED, detail);
    }

    /** As a proxy tells it, where the configuration says which header of which proxy; else of the connection. */
    private InetAddress address(HttpRequest<?> request) {
        try {
            return InetAddress.ofLiteral(addresses.resolve(request));
        } catch (IllegalArgumentException none) {
            return request.getRemoteAddress().getAddress();
        }
    }
}
