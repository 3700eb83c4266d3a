package dev.weekline.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weekline.client.ApiClient;
import dev.weekline.client.ApiException;
import dev.weekline.client.JSON;
import dev.weekline.client.api.ReportsApi;
import dev.weekline.client.api.ReportsApi.APIGetWeeklyReportRequest;
import dev.weekline.client.api.ReportsApi.APIListSectionRowsRequest;
import dev.weekline.client.model.Operation;
import dev.weekline.client.model.Problem;
import dev.weekline.client.model.SectionName;
import dev.weekline.client.model.SectionRow;
import dev.weekline.client.model.WeeklyReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the generated Java client leaves to its user: an answer that may be a promise, problems, pages and a stream. */
final class ReportsClient {

    private static final int PROMISED = 202;

    private final ApiClient client = new ApiClient();
    final ReportsApi api;

    ReportsClient(URI address, String key) {
        client.updateBaseUri(address.toString());
        client.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + key));
        // It keeps what the client was set to when it was made.
        api = new ReportsApi(client);
    }

    /** A report, or the id of the operation that tells when it is there. */
    sealed interface Answer {

        record Ready(WeeklyReport report) implements Answer {}

        record Promised(String operation) implements Answer {}
    }

    Answer ask(APIGetWeeklyReportRequest request) throws ApiException {
        var answer = api.getWeeklyReportWithHttpInfo(request);
        return answer.getStatusCode() == PROMISED
                ? new Answer.Promised(
                        answer.getHeaders().get("location").getFirst().replaceAll(".*/", ""))
                : new Answer.Ready(answer.getData());
    }

    /** Asks until the report is there; between two questions it waits for the operation to be over. */
    WeeklyReport read(APIGetWeeklyReportRequest request) throws ApiException {
        while (true) {
            switch (ask(request)) {
                case Answer.Ready(var report) -> {
                    return report;
                }
                case Answer.Promised(var operation) ->
                    watch(operation, state -> {
                        if (state.getProblem() != null) {
                            throw new IllegalStateException(state.getProblem().getDetail());
                        }
                    });
            }
        }
    }

    /** All rows of a section, page by page. */
    List<SectionRow> rows(String week, String account, SectionName section, int limit) throws ApiException {
        var rows = new ArrayList<SectionRow>();
        String cursor = null;
        do {
            var page = api.listSectionRows(APIListSectionRowsRequest.newBuilder()
                    .week(week)
                    .section(section)
                    .account(account)
                    .cursor(cursor)
                    .limit(limit)
                    .build());
            rows.addAll(page.getRows());
            cursor = page.getNext() == null ? null : page.getNext().replaceAll(".*[?&]cursor=([^&]+).*", "$1");
        } while (cursor != null);
        return rows;
    }

    /** Is told the states of an operation as they come, until it is over. */
    void watch(String operation, Consumer<Operation> watcher) {
        var request = HttpRequest.newBuilder(URI.create(client.getBaseUri() + "/operations/" + operation))
                .header("Accept", "text/event-stream");
        client.getRequestInterceptor().accept(request);
        try {
            client.getHttpClient()
                    .send(request.build(), BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> json(line.substring("data:".length()), Operation.class))
                    .forEach(watcher);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(end);
        }
    }

    /** What was wrong, typed. */
    static Problem problem(ApiException failure) {
        return json(failure.getResponseBody(), Problem.class);
    }

    private static <T> T json(String text, Class<T> type) {
        try {
            return JSON.getDefault().getMapper().readValue(text, type);
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException(text, fault);
        }
    }
}
