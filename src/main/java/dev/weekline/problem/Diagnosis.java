package dev.weekline.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.NotAcceptableException;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the caller is told of an error: everything of a foreseen problem, only the kind of any other. */
final class Diagnosis {

    private static final int FIRST_FAULT = 500;

    private static final Duration DATABASE_COMES_BACK_WITHIN = Duration.ofSeconds(5);

    private Diagnosis() {}

    /** The problem behind {@code cause}, which would be answered with {@code status} if nothing more were known. */
    static ProblemException of(@Nullable Throwable cause, int status) {
        for (var behind = cause; behind != null; behind = behind.getCause()) {
            if (behind instanceof ProblemException foreseen) {
                return foreseen;
            }
            if (behind instanceof R2dbcTransientException || behind instanceof R2dbcNonTransientResourceException) {
                return databaseAway();
            }
        }
        return switch (cause) {
            case ConversionErrorException e -> BadInput.unreadable(e);
            case UnsatisfiedRouteException e -> BadInput.missing(e.getArgument());
            case ConstraintViolationException e -> BadInput.outOfBounds(e.getConstraintViolations());
            case JsonSyntaxException e -> BadInput.notJson(e);
            case NotAcceptableException e -> notAcceptable(e.getProduceableContentTypes());
            case UnsupportedMediaException e -> unsupported(e.getAcceptableContentTypes());
            case null -> ofStatus(status);
            default -> ofStatus(status);
        };
    }

    private static ProblemException ofStatus(int status) {
        return switch (status) {
            case 401 ->
                new ProblemException(ProblemType.UNAUTHORIZED, "Send a key as Authorization: Bearer and the key.");
            case 403 -> new ProblemException(ProblemType.FORBIDDEN, "This request is not allowed.");
            case 404 -> new ProblemException(ProblemType.NOT_FOUND, "There is nothing at this path.");
            case 405 ->
                invalid(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "This path does not have this method; Allow names those it has.");
            case 409 -> new ProblemException(ProblemType.CONFLICT, "This contradicts something that is there already.");
            case 413 -> invalid(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The request is larger than this service reads.");
            case 429 -> new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Too many requests; ask again later.");
            default -> status < FIRST_FAULT ? refusal(status) : fault();
        };
    }

    private static ProblemException notAcceptable(Collection<String> offered) {
        return invalid(
                        HttpStatus.NOT_ACCEPTABLE,
                        "This path answers with " + listed(offered) + ", which Accept does not name.")
                .withField("Accept");
    }

    private static ProblemException unsupported(Collection<String> read) {
        return invalid(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This path reads " + listed(read) + ".")
                .withField("Content-Type");
    }

    private static ProblemException refusal(int status) {
        var known = Arrays.stream(HttpStatus.values())
                .filter(one -> one.getCode() == status)
                .findFirst();
        return invalid(known.orElse(HttpStatus.BAD_REQUEST), "The request could not be understood.");
    }

    private static ProblemException fault() {
        return new ProblemException(
                ProblemType.INTERNAL, "Something went wrong here; the log has it under this request id.");
    }

    /** Restarts, fail-overs and a pool that nobody returns to in time all pass. */
    private static ProblemException databaseAway() {
        return new ProblemException(ProblemType.INTERNAL, "The database does not answer at the moment; ask again.")
                .withStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .withRetryAfter(DATABASE_COMES_BACK_WITHIN);
    }

    private static ProblemException invalid(HttpStatus status, String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail).withStatus(status);
    }

    private static String listed(Collection<String> words) {
        return String.join(" or ", new TreeSet<>(words));
    }
}
