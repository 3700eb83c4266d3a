package dev.weekline.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;

/** Answers every exception that has no handler of its own. */
@Singleton
final class UnforeseenHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private final ProblemAnswers answers;

    UnforeseenHandler(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, Throwable exception) {
        var context =
                ErrorContext.builder((HttpRequest<?>) request).cause(exception).build();
        return answers.processResponse(context, HttpResponse.serverError());
    }
}
