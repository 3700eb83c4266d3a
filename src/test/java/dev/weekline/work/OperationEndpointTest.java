package dev.weekline.work;

import static dev.weekline.work.WorkRig.BELMONTE;
import static dev.weekline.work.WorkRig.WEEK;
import static dev.weekline.work.WorkRig.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.boot.TestDatabase;
import dev.weekline.contract.ContractProxy;
import dev.weekline.contract.RawClient;
import dev.weekline.work.WhichOperation.WithId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations over HTTP: begun and changed on one replica, watched on another. */
class OperationEndpointTest {

    private static final OperationKind REFRESH = new OperationKind("refresh", "report");

    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();
    private static final WorkRig WORKER = new WorkRig(DATABASE);
    private static final WorkRig WATCHED = new WorkRig(
            DATABASE,
            Map.of(
                    "WEEKLINE_OPERATIONS_STREAMS", "3",
                    "WEEKLINE_OPERATIONS_KEEP_ALIVE", "300ms",
                    // Only a notice can be the reason for what a test sees.
                    "WEEKLINE_OPERATIONS_POLL", "1h"));
    private static final ContractProxy PROXY =
            ContractProxy.before(WATCHED.weekline().address());
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Operations operations = WORKER.bean(Operations.class);
    private final RawClient client = new RawClient(PROXY.uri());

    @AfterAll
    static void stop() {
        HTTP.shutdownNow();
        WORKER.close();
        WATCHED.close();
        DATABASE.close();
        PROXY.close();
    }

    @BeforeEach
    void clear() {
        WORKER.execute("TRUNCATE operation");
        await().until(() -> WATCHED.bean(Notices.class).link().connected());
        await().until(() -> openStreams() == 0);
    }

    @Test
    void anOperationUnderWaySaysWhenToLookAgain() {
        var id = begin();
        told(operations.progress(
                id, new Progress(40, Optional.of("placements"), Optional.of(Instant.parse("2025-09-29T08:00:20.5Z")))));

        var answer = get(id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString())
                .isEqualTo("{\"id\":\"" + id.id() + "\",\"kind\":\"refresh\",\"state\":\"running\",\"percent\":40,"
                        + "\"current\":\"placements\",\"eta\":\"2025-09-29T08:00:20Z\"}");
        assertThat(answer.header("Retry-After")).contains("20");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void anOperationThatIsOverTellsItsResult() {
        var id = begin();
        told(operations.done(id, "{\"report\": \"/reports/weekly/2025-W39\"}"));

        var answer = get(id);

        assertThat(answer.json().at("/state").asText()).isEqualTo("done");
        assertThat(answer.json().at("/result/report").asText()).isEqualTo("/reports/weekly/2025-W39");
        assertThat(answer.header("Retry-After")).isEmpty();
    }

    @Test
    void anOperationThatFailedTellsItsProblem() {
        var id = begin();
        told(operations.failed(id, """
                {"type": "/problems/upstream-unavailable", "title": "Meta gives no answer", "status": 502,
                 "detail": "No answer came.", "retryable": true, "requestId": "r-1"}
                """));

        assertThat(get(id).json().at("/problem/status").asInt()).isEqualTo(502);
    }

    @Test
    void whatIsNoOperationIsNotFound() {
        for (var id : List.of("0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77", "1-1-1-1-1", "latest")) {
            var answer = client.get("/operations/" + id, "Authorization", "Bearer " + WorkRig.KEY);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().at("/type").asText()).isEqualTo("/problems/not-found");
        }
    }

    @Test
    void whoAcceptsAnythingGetsJson() {
        var id = begin();

        for (var accept : List.of("*/*", "application/json, text/event-stream", "application/json")) {
            assertThat(client.get(path(id), "Authorization", "Bearer " + WorkRig.KEY, "Accept", accept)
                            .json()
                            .at("/state")
                            .asText())
                    .isEqualTo("queued");
        }
    }

    @Test
    void aStreamTellsEveryChangeMadeOnAnotherReplicaAndEndsAfterTheLast() throws Exception {
        var id = begin();
        try (var stream = open(id)) {
            assertThat(stream.answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(stream.answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(stream.next()).contains("\"state\":\"queued\"");

            told(operations.progress(id, new Progress(10, Optional.of("totals"), Optional.empty())));
            assertThat(stream.next()).contains("\"percent\":10", "\"current\":\"totals\"");
            told(operations.progress(id, new Progress(60, Optional.of("daily"), Optional.empty())));
            assertThat(stream.next()).contains("\"percent\":60");
            told(operations.done(id, "{}"));

            assertThat(stream.next()).contains("\"state\":\"done\"");
            stream.awaitEnd();
        }
    }

    @Test
    void aStreamOfAnOperationThatIsOverEndsAtOnce() throws Exception {
        var id = begin();
        told(operations.cancelled(id));

        try (var stream = open(id)) {
            assertThat(stream.next()).contains("\"state\":\"cancelled\"");
            stream.awaitEnd();
        }
    }

    @Test
    void aStreamWithNothingToSaySaysThatNowAndThen() throws Exception {
        var id = begin();
        try (var stream = open(id)) {
            await().until(() -> stream.comments() >= 2);
            assertThat(stream.next()).contains("\"state\":\"queued\"");
            assertThat(stream.seen).isEmpty();
        }
    }

    @Test
    void whatAStreamMissedWhileNoticesDidNotArriveItTellsAfterwards() throws Exception {
        var id = begin();
        try (var stream = open(id)) {
            stream.next();
            // In one transaction, so that nobody listens when the change is told.
            WORKER.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND query LIKE 'LISTEN%'; UPDATE operation SET percent = 33,"
                    + " updated_at = now()");

            assertThat(stream.next()).contains("\"percent\":33");
        }
    }

    @Test
    void aStreamWhoseOperationIsGoneEnds() throws Exception {
        var id = begin();
        try (var stream = open(id)) {
            stream.next();
            WORKER.execute("DELETE FROM operation; NOTIFY weekline, 'operation - - " + id.id() + "'");

            stream.awaitEnd();
        }
    }

    @Test
    void pastTheBoundStreamsAreRefusedUntilOneEnds() throws Exception {
        var id = begin();
        var open = new ArrayList<Events>();
        for (var number = 0; number < 3; number++) {
            open.add(open(id));
        }
        for (var stream : open) {
            stream.next();
        }

        var refused = client.get(path(id), "Authorization", "Bearer " + WorkRig.KEY, "Accept", "text/event-stream");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(get(id).status()).isEqualTo(200);

        open.removeFirst().close();
        await().until(() -> openStreams() == 2);
        try (var again = open(id)) {
            assertThat(again.next()).contains("queued");
        }
        for (var stream : open) {
            stream.close();
        }
    }

    private WithId begin() {
        return new WithId(told(operations.begin(REFRESH, BELMONTE, WEEK, Optional.of("r-1")))
                .id());
    }

    private RawClient.Answer get(WithId id) {
        return client.get(path(id), "Authorization", "Bearer " + WorkRig.KEY);
    }

    private static String path(WithId id) {
        return "/operations/" + id.id();
    }

    private static int openStreams() {
        return WATCHED.bean(OperationStreams.class).open();
    }

    private static Events open(WithId id) throws IOException, InterruptedException {
        // Past the proxy, which would keep a stream open that its reader has left.
        return new Events(HTTP.send(
                HttpRequest.newBuilder(WATCHED.weekline().address().resolve(path(id)))
                        .header("Authorization", "Bearer " + WorkRig.KEY)
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofLines()));
    }

    /** A stream as it is read. */
    private static final class Events implements AutoCloseable {

        private static final String END = "end";

        private final HttpResponse<Stream<String>> answer;
        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        private final List<String> comments = new CopyOnWriteArrayList<>();

        Events(HttpResponse<Stream<String>> answer) {
            this.answer = answer;
            assertThat(answer.statusCode()).isEqualTo(200);
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                answer.body().forEach(line -> {
                    if (line.startsWith("data: ")) {
                        seen.add(line);
                    } else if (line.startsWith(":")) {
                        comments.add(line);
                    }
                });
                seen.add(END);
            } catch (RuntimeException closed) {
                seen.add("broken off");
            }
        }

        String next() throws InterruptedException {
            return String.valueOf(seen.poll(20, TimeUnit.SECONDS));
        }

        void awaitEnd() throws InterruptedException {
            assertThat(next()).isEqualTo(END);
        }

        int comments() {
            return comments.size();
        }

        @Override
        public void close() {
            answer.body().close();
        }
    }
}
