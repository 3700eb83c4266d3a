package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weekline.sandbox.SandboxAccount;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Two keys that each see one account ask for the same paths side by side, while weeks of both are fetched, refreshed
 * and watched. Each is given its own figures and nothing that was ever said of the other's.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TwoTenantsTest {

    private static final long SEED = 20251128;
    private static final int READERS_OF_EACH = 6;
    private static final int QUESTIONS = 150;
    private static final String NOBODY = "act_999";

    private final TestService service =
            TestService.start(TestService.account("belmonte"), TestService.account("hotel-lumen"));
    private final Tenant belmonte = tenant("belmonte");
    private final Tenant lumen = tenant("hotel-lumen");
    private final ConcurrentLinkedQueue<String> crossed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger own = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    /** @param operations that somebody began for the account, to be watched */
    private record Tenant(SandboxAccount account, String key, List<String> operations) {

        /** Every way to name the account. */
        String name(Random random) {
            return switch (random.nextInt(3)) {
                case 0 -> account.id();
                case 1 -> account.id().substring("act_".length());
                default -> account.slug();
            };
        }
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void nothingEverCrossesOver() {
        var readers = IntStream.range(0, 2 * READERS_OF_EACH)
                .mapToObj(number -> CompletableFuture.runAsync(
                        () -> read(number, new Random(SEED + number)),
                        run -> Thread.ofVirtual().start(run)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(readers).join();

        assertThat(crossed).isEmpty();
        assertThat(own.get() + others.get()).isEqualTo(2 * READERS_OF_EACH * QUESTIONS);
        assertThat(own).hasValueGreaterThan(900);
        assertThat(others).hasValueGreaterThan(500);
        assertThat(service.query("SELECT DISTINCT account_id FROM audit_entry WHERE what = 'report.refresh'"))
                .containsExactlyInAnyOrder(
                        belmonte.account().id(), lumen.account().id());
    }

    private void read(int number, Random random) {
        var me = number % 2 == 0 ? belmonte : lumen;
        var other = number % 2 == 0 ? lumen : belmonte;
        for (var i = 0; i < QUESTIONS; i++) {
            if (random.nextInt(3) > 0) {
                own.incrementAndGet();
                askForOwn(me, other, random);
            } else {
                others.incrementAndGet();
                askForOthers(me, other, random);
            }
        }
    }

    private void askForOwn(Tenant me, Tenant other, Random random) {
        var answer = random.nextInt(20) == 0
                ? send(me, "POST", "/reports/weekly/2025-W38/refresh?account=" + me.name(random), Map.of())
                : send(me, "GET", ownPath(me, random), headers(random));
        if (answer.statusCode() >= 400) {
            crossed.add(answer + " " + answer.body());
        }
        if (answer.body().contains("\"account\":{")
                && !answer.body().contains(me.account().id())) {
            crossed.add(answer + " is not of " + me.account().slug());
        }
        search(answer, me, other);
    }

    /** With the paths and headers of the own account, so that whatever is remembered of either would be found. */
    private void askForOthers(Tenant me, Tenant other, Random random) {
        var seed = random.nextLong();
        var watched = random.nextInt(4) == 0;
        var asked = watched
                ? other.operations().get(random.nextInt(other.operations().size()))
                : path(other.name(random), new Random(seed));
        var missing = watched ? "/operations/0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77" : path(NOBODY, new Random(seed));
        var headers = headers(random);
        var refused = send(me, "GET", asked, headers);
        var unknown = send(me, "GET", missing, headers);
        if (refused.statusCode() != 404 || !told(refused).equals(told(unknown))) {
            crossed.add(asked + ": " + told(refused) + " is not " + told(unknown));
        }
        search(refused, me, other);
    }

    private String ownPath(Tenant me, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "/accounts";
            case 1 -> "/quota";
            case 2 -> me.operations().get(random.nextInt(me.operations().size()));
            // A key that sees one account need not name it.
            case 3 -> "/reports/weekly/2025-W39";
            default -> path(me.name(random), random);
        };
    }

    private static String path(String account, Random random) {
        var week = "/reports/weekly/2025-W3" + (7 + random.nextInt(3));
        return switch (random.nextInt(8)) {
            case 0 -> week + "/campaigns?limit=5&account=" + account;
            case 1 -> week + "/daily?limit=7&account=" + account;
            case 2 -> "/reports/weekly?from=2025-W30&to=2025-W40&account=" + account;
            case 3 -> week + "?include=daily&rows=3&account=" + account;
            case 4 -> "/accounts/" + account + (random.nextBoolean() ? "" : "/kpis");
            // The one that is answered before anything else has looked at it.
            default -> week + "?account=" + account;
        };
    }

    private static Map<String, String> headers(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Map.of("Accept", "text/csv, application/json;q=0.5");
            case 1 -> Map.of("Cache-Control", "no-cache");
            case 2 -> Map.of("If-None-Match", "\"1\"", "Prefer", "wait=30");
            case 3 -> Map.of("Accept", "text/event-stream, application/json;q=0.5");
            default -> Map.of();
        };
    }

    private void search(HttpResponse<String> answer, Tenant me, Tenant other) {
        var all = answer.headers().map() + answer.body();
        for (var secret : List.of(
                other.account().id().substring("act_".length()),
                other.account().name(),
                other.key(),
                me.key(),
                other.account().accessToken(),
                me.account().accessToken())) {
            // What was asked for is said again, in the path of a problem.
            if (all.contains(secret) && !answer.uri().toString().contains(secret)) {
                crossed.add(answer + " tells " + secret + ": " + all);
            }
        }
    }

    private static Map<String, Object> told(HttpResponse<String> answer) {
        var told = new TreeMap<String, Object>(answer.headers().map());
        told.keySet().removeAll(Set.of("x-request-id", "date", "content-length"));
        var body = (ObjectNode) TestService.json(answer);
        body.remove(List.of("requestId", "instance"));
        told.put("body", body.toString());
        told.put("status", answer.statusCode());
        return told;
    }

    private HttpResponse<String> send(Tenant tenant, String method, String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(service.weekline.address().resolve(path))
                .header("Authorization", "Bearer " + tenant.key());
        // A GET with a length, even of nothing, is not answered on the shortest way.
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        headers.forEach(request::header);
        return service.http()
                .sendAsync(request.build(), BodyHandlers.ofString())
                .join();
    }

    private Tenant tenant(String slug) {
        for (var week = 37; week < 40; week++) {
            service.json("/reports/weekly/2025-W%d?account=%s".formatted(week, slug));
        }
        var key = service.key("refresh", slug);
        var operations = new ArrayList<String>();
        for (var week = 33; week < 36; week++) {
            operations.add(service.post("/reports/weekly/2025-W%d/refresh?account=%s".formatted(week, slug), "")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow());
        }
        return new Tenant(TestService.account(slug), key, operations);
    }
}
