package dev.weekline.work;

import dev.weekline.account.Needs;
import dev.weekline.audit.Actor;
import dev.weekline.audit.Change;
import dev.weekline.audit.ChangeLog;
import dev.weekline.problem.RequestId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** {@code POST /encryption/rotate}: encrypts all tokens anew with the first key. */
@Controller("/encryption")
class RotationController {

    private final Rotation rotation;
    private final ChangeLog changes;

    RotationController(Rotation rotation, ChangeLog changes) {
        this.rotation = rotation;
        this.changes = changes;
    }

    @Post("/rotate")
    @Secured(Needs.ADMIN)
    Mono<HttpResponse<?>> rotate(HttpRequest<?> request) {
        return changes.write(Actor.of(request), Change.made("encryption.rotated", Map.of()))
                .then(rotation.begin(Optional.of(RequestId.of(request))))
                .map(operation -> HttpResponse.accepted()
                        .body(operation.shown())
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.LOCATION, operation.path()));
    }
}
