package dev.weekline.edge;

import dev.weekline.problem.RequestId;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a line of the log tells of a request. Its query is not told: nobody knows what is written into one.
 *
 * @param account as it was asked for, an id or a slug, where it was
 * @param nanos from its headers to the beginning of its answer
 */
public record AnsweredRequest(
        String method,
        String path,
        int status,
        long nanos,
        String id,
        Optional<String> account,
        Optional<String> week) {

    private static final Pattern ACCOUNT = Pattern.compile("[\\w-]{1,64}");
    private static final Pattern WEEK = Pattern.compile("/(\\d{4}-W\\d{2})(?:/|$)");

    static AnsweredRequest of(HttpRequest<?> request, int status, long nanos) {
        var account = request.getParameters().getFirst("account");
        return new AnsweredRequest(
                request.getMethodName(),
                request.getPath(),
                status,
                nanos,
                RequestId.of(request),
                known(account),
                weekOf(request.getPath()));
    }

    private static Optional<String> known(Optional<String> account) {
        return account.filter(text -> ACCOUNT.matcher(text).matches());
    }

    private static Optional<String> weekOf(String path) {
        var found = WEEK.matcher(path);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
