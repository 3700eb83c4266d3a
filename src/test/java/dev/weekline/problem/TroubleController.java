package dev.weekline.problem;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything that can go wrong with a request, a path each. */
@Controller("/trouble")
class TroubleController {

    static final String SECRET = "EAAB-secret";

    @Get("/none")
    String none() {
        return "fine";
    }

    @Get("/number")
    String number(@QueryValue @Max(10) int limit) {
        return Integer.toString(limit);
    }

    @Get("/header")
    String header(@Header("X-Size") long size) {
        return Long.toString(size);
    }

    @Post("/body")
    String body(@Body @Valid Order order) {
        return order.name();
    }

    @Get("/fault")
    String fault() {
        throw new IllegalStateException("connection for " + SECRET + " is lost");
    }

    @Get("/later-fault")
    Mono<String> laterFault() {
        return Mono.error(new IllegalStateException(SECRET));
    }

    @Get("/streamed-fault")
    Flux<String> streamedFault() {
        return Flux.error(
                new ProblemException(ProblemType.QUOTA_EXHAUSTED, "Wait.").withRetryAfter(Duration.ofSeconds(3)));
    }

    @Get("/unwritable")
    HttpResponse<Object> unwritable() {
        return HttpResponse.ok(new Unwritable());
    }

    @Get("/nothing")
    Mono<String> nothing() {
        return Mono.empty();
    }

    @Get("/bare")
    HttpResponse<String> bare() {
        return HttpResponse.status(HttpStatus.FORBIDDEN);
    }

    @Get("/odd")
    HttpResponse<String> odd() {
        return HttpResponse.status(499, "odd");
    }

    @Get("/foreseen")
    Mono<String> foreseen() {
        return Mono.error(new ProblemException(ProblemType.INVALID_WEEK, "2025 has no week 53")
                .withField("week")
                .withNearestWeek("2025-W52"));
    }

    @Get("/wrapped")
    String wrapped() {
        throw new IllegalStateException(SECRET, new ProblemException(ProblemType.CONFLICT, "Twice."));
    }

    @Get("/refused")
    String refused() {
        throw new ProblemException(ProblemType.UPSTREAM_UNAVAILABLE, "Meta refuses.").withFbtraceId("Az8");
    }

    @Get("/slow")
    String slow() {
        throw new ProblemException(ProblemType.UPSTREAM_UNAVAILABLE, "Meta fails.")
                .withFbtraceId("")
                .withRetryAfter(Duration.ofMillis(1001));
    }

    @Get("/section")
    String section() {
        throw new ProblemException(ProblemType.SECTION_UNAVAILABLE, "No such luck.");
    }

    @Get("/key")
    String key() {
        throw new ProblemException(ProblemType.UNAUTHORIZED, "No key.");
    }

    @Serdeable
    record Order(@NotBlank String name, @Positive int count) {}

    /** Nothing knows how to write this. */
    static final class Unwritable {}
}
