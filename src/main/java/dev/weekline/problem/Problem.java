package dev.weekline.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as the caller is told (RFC 9457, {@code application/problem+json}).
 *
 * @param type the URI of its {@link ProblemType}
 * @param title the kind of problem in a few words
 * @param status HTTP status of the answer
 * @param detail what happened and what to do, for a person
 * @param retryable whether the same request is worth sending again with nothing put right
 * @param requestId finds the request in the log
 * @param instance the path that was asked for
 * @param field the input that is at fault, by the name of its parameter, header or property
 * @param nearestWeek a week that would have worked, as {@code 2025-W39}
 * @param fbtraceId Meta's trace id
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        boolean retryable,
        String requestId,
        @Nullable String instance,
        @Nullable String field,
        @Nullable String nearestWeek,
        @JsonProperty("fbtrace_id") @Nullable String fbtraceId) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
