package dev.weekline.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.SandboxAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service in a process of its own has registered, verified, discovered and read with a token, and has been given
 * wrong ones. When it has come to rest, no token is in anything that it has said, stored, counted or still remembers.
 */
class NoTokenAnywhereTest {

    private static final String WRONG = "EAAB-test-token-that-nobody-gave-0000000000000000";

    @TempDir
    Path directory;

    @Test
    void aServiceAtRestHasNoTokenInTheClear() throws Exception {
        var answers = new ArrayList<String>();
        List<SandboxAccount> used = new ArrayList<>();
        try (var cluster = Cluster.empty()) {
            try (var replica = cluster.replica(Map.of())) {
                var address = replica.address();
                for (var i = 0; i < 3; i++) {
                    var account = cluster.account(address);
                    used.add(account);
                    answers.addAll(use(cluster, address, account));
                }
                answers.add(cluster.get(address, "/prometheus").body());

                assertNone("answers and metrics", String.join("\n", answers), used);
                assertNone("the log", replica.said(), used);
                assertNone("the database", dump(cluster), used);
                assertNoneInHeap(heap(replica), used);
            }
        }
    }

    /** Everything that takes a token, and what comes of a wrong one. */
    private static List<String> use(Cluster cluster, URI address, SandboxAccount account) {
        var token = "{\"accessToken\": \"" + account.accessToken() + "\"}";
        var wrong = "{\"accessToken\": \"" + WRONG + "\"}";
        return List.of(
                cluster.get(address, "/reports/weekly/2026-W40?account=" + account.id())
                        .body(),
                cluster.post(address, "/accounts/" + account.id() + "/verify").body(),
                send(cluster, address, "POST", "/accounts/discover", token).body(),
                send(cluster, address, "POST", "/accounts/discover", wrong).body(),
                send(cluster, address, "PATCH", "/accounts/" + account.id(), token)
                        .body(),
                send(cluster, address, "PATCH", "/accounts/" + account.id(), wrong)
                        .body(),
                cluster.get(address, "/accounts").body(),
                cluster.get(address, "/audit").body());
    }

    private static HttpResponse<String> send(Cluster cluster, URI address, String method, String path, String body) {
        return cluster.send(Cluster.request(address, path, "Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    /** Every row of every table, as text. */
    private static String dump(Cluster cluster) {
        var all = new StringBuilder();
        for (var table : cluster.query("""
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE'""")) {
            all.append(String.join("\n", cluster.query("SELECT " + table + "::text FROM " + table)));
        }
        assertThat(all.toString()).contains("act_");
        return all.toString();
    }

    /** What a full collection leaves. */
    private byte[] heap(Replica replica) throws IOException, InterruptedException {
        var file = directory.resolve("heap.hprof");
        for (var command : List.of(List.of("GC.run"), List.of("GC.heap_dump", file.toString()))) {
            var asked = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(replica.pid())));
            asked.addAll(command);
            var process = new ProcessBuilder(asked).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        }
        return Files.readAllBytes(file);
    }

    private static void assertNoneInHeap(byte[] heap, List<SandboxAccount> used) {
        // What is known to be there is found, so that the search is one.
        assertThat(find(heap, used.getFirst().id().getBytes(ISO_8859_1))).isNotNegative();
        for (var token : tokens(used)) {
            for (var charset : List.of(ISO_8859_1, UTF_16LE, UTF_16BE)) {
                var at = find(heap, token.getBytes(charset));
                assertThat(at).as("%s at %d: %s", charset, at, around(heap, at)).isNegative();
            }
        }
    }

    private static void assertNone(String where, String text, List<SandboxAccount> used) {
        for (var token : tokens(used)) {
            assertThat(text.contains(token)).as(where).isFalse();
            assertThat(text.contains(HexFormat.of().formatHex(token.getBytes(UTF_8))))
                    .as(where)
                    .isFalse();
        }
    }

    private static List<String> tokens(List<SandboxAccount> used) {
        var tokens =
                new ArrayList<>(used.stream().map(SandboxAccount::accessToken).toList());
        tokens.add(WRONG);
        return tokens;
    }

    private static int find(byte[] heap, byte[] wanted) {
        for (var at = 0; at <= heap.length - wanted.length; at++) {
            if (heap[at] == wanted[0] && isAt(heap, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] heap, int at, byte[] wanted) {
        for (var i = 1; i < wanted.length; i++) {
            if (heap[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static String around(byte[] heap, int at) {
        return at < 0
                ? ""
                : new String(heap, Math.max(0, at - 200), Math.min(400, heap.length - at), ISO_8859_1)
                        .replaceAll("[^\\x20-\\x7e]", ".");
    }
}
