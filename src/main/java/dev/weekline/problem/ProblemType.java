package dev.weekline.problem;

import io.micronaut.http.HttpStatus;

/** Every kind of problem, with the status that it is usually answered with. */
public enum ProblemType {
    INVALID_WEEK("invalid-week", "Not a week", HttpStatus.BAD_REQUEST),
    WEEK_NOT_STARTED("week-not-started", "Week not started", HttpStatus.NOT_FOUND),
    BEYOND_RETENTION("beyond-retention", "Beyond retention", HttpStatus.GONE),
    UNKNOWN_ACCOUNT("unknown-account", "Unknown account", HttpStatus.NOT_FOUND),
    ACCOUNT_REQUIRED("account-required", "Account missing", HttpStatus.BAD_REQUEST),
    ACCOUNT_BLOCKED("account-blocked", "Account blocked", HttpStatus.CONFLICT),
    /** Answered 503 where asking again helps. */
    UPSTREAM_UNAVAILABLE("upstream-unavailable", "Meta gives no answer", HttpStatus.BAD_GATEWAY),
    SECTION_UNAVAILABLE("section-unavailable", "Section unavailable", HttpStatus.SERVICE_UNAVAILABLE),
    QUOTA_EXHAUSTED("quota-exhausted", "Quota exhausted", HttpStatus.SERVICE_UNAVAILABLE),
    UNAUTHORIZED("unauthorized", "Key missing or not known", HttpStatus.UNAUTHORIZED),
    FORBIDDEN("forbidden", "Not allowed", HttpStatus.FORBIDDEN),
    INVALID_REQUEST("invalid-request", "Invalid request", HttpStatus.BAD_REQUEST),
    NOT_STORED("not-stored", "Not stored", HttpStatus.GATEWAY_TIMEOUT),
    CONFLICT("conflict", "Conflict", HttpStatus.CONFLICT),
    NOT_FOUND("not-found", "Not found", HttpStatus.NOT_FOUND),
    TOO_MANY_REQUESTS("too-many-requests", "Too many requests", HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL("internal", "Fault of the service", HttpStatus.INTERNAL_SERVER_ERROR);

    private final String slug;
    private final String title;
    private final HttpStatus status;

    ProblemType(String slug, String title, HttpStatus status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    /** The last part of the type's URI. */
    public String slug() {
        return slug;
    }

    /** The type's URI, {@code /problems/} and the slug. */
    public String uri() {
        return "/problems/" + slug;
    }

    /** The kind of problem in a few words. */
    public String title() {
        return title;
    }

    /** The status that this is answered with unless more is known. */
    public HttpStatus status() {
        return status;
    }

    /** Whether the same request is worth sending again with nothing put right, unless more is known. */
    public boolean retryable() {
        return status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS;
    }
}
