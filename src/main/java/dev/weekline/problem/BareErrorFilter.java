package dev.weekline.problem;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.exceptions.response.ErrorContext;

/** Gives a problem to errors that were answered with a status and nothing else, as other filters do. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class BareErrorFilter implements Ordered {

    private static final int FIRST_ERROR = 400;

    private final ProblemAnswers answers;

    BareErrorFilter(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ResponseFilter
    void tellWhatWentWrong(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() >= FIRST_ERROR && isBare(response)) {
            answers.processResponse(ErrorContext.builder(request).build(), response);
        }
    }

    private static boolean isBare(MutableHttpResponse<?> response) {
        return response.getBody().isEmpty() && response.getContentType().isEmpty();
    }

    /** Right inside {@link RequestIdFilter}, outside everything that may answer. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }
}
