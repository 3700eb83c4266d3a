package dev.weekline.access;

import dev.weekline.account.Account;
import dev.weekline.account.AccountId;
import dev.weekline.account.Accounts;
import dev.weekline.account.Needs;
import dev.weekline.audit.Actor;
import dev.weekline.problem.Page;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code /keys}: who may do what. A key is shown once, when it is made. */
@Controller("/keys")
@Secured(Needs.ADMIN)
class KeyController {

    private final KeyBook book;
    private final KeyRows rows;
    private final Accounts accounts;
    private final InstantSource time;

    KeyController(KeyBook book, KeyRows rows, Accounts accounts, InstantSource time) {
        this.book = book;
        this.rows = rows;
        this.accounts = accounts;
        this.time = time;
    }

    @Get
    Mono<KeyList> list(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {
        var count = Page.limit(limit);
        return rows.list(Page.cursor(cursor), count + 1)
                .map(KeyView::of)
                .collectList()
                .map(found -> KeyList.of(found, count));
    }

    @Post
    Mono<HttpResponse<KeyView>> make(HttpRequest<?> request, @Body KeyOrder order, Caller caller) {
        var name = order.checkedName();
        var scope = order.checkedScope();
        var named = order.checkedAccounts();
        var expiresAt = order.checkedExpiry(time.instant());
        return Mono.justOrEmpty(named)
                .flatMap(names -> found(names, caller))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(only -> book.make(name, scope, only, expiresAt, Actor.of(request)))
                .map(made -> HttpResponse.created(KeyView.of(made.key(), Optional.of(made.text())))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    @Delete("/{id}")
    Mono<HttpResponse<?>> revoke(HttpRequest<?> request, @PathVariable String id) {
        return book.revoke(id, Actor.of(request)).map(isThere -> {
            if (!isThere) {
                throw new ProblemException(ProblemType.NOT_FOUND, "There is no key with this id").withField("id");
            }
            return HttpResponse.noContent();
        });
    }

    private Mono<Set<AccountId>> found(List<String> names, Caller caller) {
        return Flux.fromIterable(names)
                .concatMap(name -> accounts.find(name, caller).switchIfEmpty(Mono.error(KeyOrder::unknownAccount)))
                .map(Account::id)
                .collect(Collectors.toSet());
    }

    /** Keys as the API lists them, the newest first. */
    @Serdeable.Serializable
    record KeyList(List<KeyView> items, @Nullable String next) {

        static KeyList of(List<KeyView> found, int limit) {
            return found.size() <= limit
                    ? new KeyList(found, null)
                    : new KeyList(
                            found.subList(0, limit),
                            "/keys?limit=%d&cursor=%s"
                                    .formatted(limit, found.get(limit - 1).id()));
        }
    }
}
