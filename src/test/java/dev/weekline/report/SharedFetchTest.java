package dev.weekline.report;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.sandbox.SandboxAccount;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However many ask for a missing week, and whoever of them leaves, it is fetched once. */
class SharedFetchTest {

    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(Map.of(), TestService.account("belmonte"), bigAccount());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** More ads than one page holds. */
    private static SandboxAccount bigAccount() {
        return SandboxAccount.of("act_1203300000000999", "many-ads", "EUR", "Europe/Berlin", 20, 1_200);
    }

    @Test
    void aThousandReadersOfAMissingWeekCostOneCallASectionAndPage() {
        service.sandbox.hold();
        var before = service.sandbox.counters().of("act_1203300000000999");
        var request =
                service.direct("/reports/weekly/2025-W31?account=many-ads").build();

        var answers = IntStream.range(0, 1_000)
                .mapToObj(_ -> service.http().sendAsync(request, BodyHandlers.ofString()))
                .toList();
        await().until(() -> service.sandbox.counters().of("act_1203300000000999") - before == 6);
        service.sandbox.release();

        assertThat(answers.stream()
                        .map(CompletableFuture::join)
                        .map(HttpResponse::statusCode)
                        .collect(toSet()))
                .containsExactly(200);
        assertThat(answers.stream()
                        .map(CompletableFuture::join)
                        .map(HttpResponse::body)
                        .collect(toSet()))
                .hasSize(1);
        // Six first pages, and two more of the ads.
        assertThat(service.sandbox.counters().of("act_1203300000000999") - before)
                .isEqualTo(8);
        assertThat(service.query("SELECT count(*) FROM fetch_run WHERE account_id = 'act_1203300000000999'"
                        + " AND week_start = '2025-07-28'"))
                .containsExactly("1");
    }

    @Test
    void aReaderThatHangsUpDoesNotEndTheFetch() throws IOException {
        service.sandbox.hold();
        var before = service.sandbox.counters().of("act_1203300000000017");
        try (var socket = new Socket(
                service.weekline.address().getHost(), service.weekline.address().getPort())) {
            socket.getOutputStream()
                    .write(("GET /reports/weekly/2025-W32?account=belmonte HTTP/1.1\r\nHost: weekline\r\n"
                                    + "Authorization: Bearer " + TestService.KEY + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> service.sandbox.counters().of("act_1203300000000017") - before == 6);
        }
        service.sandbox.release();

        await().until(() -> service.query("SELECT outcome FROM fetch_run WHERE week_start = '2025-08-04'")
                .contains("stored"));
        assertThat(service.get("/reports/weekly/2025-W32?account=belmonte")
                        .headers()
                        .firstValue("Cache-Status"))
                .hasValueSatisfying(status -> assertThat(status).startsWith("Weekline; hit"));
    }

    @Test
    void aReaderWhosePatienceEndsIsToldWhenToComeBackAndTheFetchGoesOn() {
        service.sandbox.hold();
        var path = "/reports/weekly/2025-W28?account=belmonte";

        var impatient = service.get(path, "Prefer", "wait=1");

        assertThat(impatient.statusCode()).isEqualTo(202);
        assertThat(Integer.parseInt(
                        impatient.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        var operation = impatient.headers().firstValue("Location").orElseThrow();
        assertThat(TestService.json(impatient).at("/state").asText()).isIn("queued", "running");
        service.sandbox.release();
        await().until(() -> service.json(operation).at("/state").asText().equals("done"));
        assertThat(service.json(operation).at("/result/report").asText())
                .isEqualTo("/reports/weekly/2025-W28?account=act_1203300000000017");
        await().until(() -> service.get(path).statusCode() == 200);
        assertThat(service.query("SELECT count(*) FROM fetch_run WHERE week_start = '2025-07-07'"))
                .containsExactly("1");
    }

    @Test
    void aWaitThatIsHonouredIsConfirmed() {
        var answer = service.get("/reports/weekly/2025-W25?account=belmonte", "Prefer", "wait=99, handling=lenient");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=30");
    }
}
