package dev.weekline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Asks a sandbox over HTTP, as any client of the Graph API would. */
final class Caller {

    static final String FIGURES = "spend,impressions,reach,clicks,inline_link_clicks,actions,action_values";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    Caller(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static Map<String, String> query(String... namesAndValues) {
        var query = new TreeMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            query.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return query;
    }

    static String range(LocalDate since, LocalDate until) {
        return "{\"since\":\"" + since + "\",\"until\":\"" + until + "\"}";
    }

    static String week(LocalDate monday) {
        return range(monday, monday.plusDays(6));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, Map<String, String> query) {
        var parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path + "?" + parameters));
    }

    /** What any path answers somebody. */
    HttpResponse<String> get(String token, String path, Map<String, String> query) {
        return send(
                request(path, query).header("Authorization", "Bearer " + token).build());
    }

    /** The same, of a good answer. */
    JsonNode told(String token, String path, Map<String, String> query) {
        var response = get(token, path, query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    /** The error that any path answers somebody. */
    JsonNode refused(String token, String path, Map<String, String> query) {
        var response = get(token, path, query);
        assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(400);
        return json(response).path("error");
    }

    /** Everything on all pages of a path, following {@code next}. */
    List<JsonNode> listed(String token, String path, Map<String, String> query) {
        var all = new ArrayList<JsonNode>();
        var page = told(token, path, query);
        page.path("data").forEach(all::add);
        while (page.path("paging").has("next")) {
            page = followed(page.at("/paging/next").textValue());
            page.path("data").forEach(all::add);
        }
        return all;
    }

    /** What is behind a URL that an answer gave. */
    JsonNode followed(String url) {
        return json(send(HttpRequest.newBuilder(URI.create(url)).build()));
    }

    /** Asks for a report run; its id. */
    String startsRun(SandboxAccount account, Map<String, String> query) {
        var response = send(request("/v26.0/" + account.id() + "/insights", query)
                .header("Authorization", "Bearer " + account.accessToken())
                .POST(BodyPublishers.noBody())
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response).path("report_run_id").textValue();
    }

    HttpRequest insights(SandboxAccount account, Map<String, String> query) {
        return request("/v26.0/" + account.id() + "/insights", query)
                .header("Authorization", "Bearer " + account.accessToken())
                .build();
    }

    /** The whole answer, which must be a good one. */
    JsonNode answer(SandboxAccount account, Map<String, String> query) {
        var response = send(insights(account, query));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    /** The rows of all pages, following cursors. */
    List<JsonNode> rows(SandboxAccount account, Map<String, String> query) {
        var rows = new ArrayList<JsonNode>();
        var asked = new TreeMap<>(query);
        asked.putIfAbsent("limit", "500");
        while (true) {
            var answer = answer(account, asked);
            answer.path("data").forEach(rows::add);
            if (!answer.path("paging").has("next")) {
                return rows;
            }
            asked.put("after", answer.at("/paging/cursors/after").asText());
        }
    }

    /** The error of an answer that must be one. */
    JsonNode error(SandboxAccount account, Map<String, String> query) {
        var response = send(insights(account, query));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return json(response).path("error");
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A figure of a row, zero where it has no key. */
    static BigDecimal figure(JsonNode row, String name) {
        return row.has(name) ? new BigDecimal(row.path(name).textValue()) : BigDecimal.ZERO;
    }

    static BigDecimal sum(List<JsonNode> rows, String name) {
        return rows.stream().map(row -> figure(row, name)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The values of an action list by action type. */
    static Map<String, BigDecimal> actions(JsonNode row, String name) {
        var actions = new TreeMap<String, BigDecimal>();
        row.path(name)
                .forEach(action -> actions.put(
                        action.path("action_type").textValue(),
                        new BigDecimal(action.path("value").textValue())));
        return actions;
    }

    static Map<String, BigDecimal> sumOfActions(List<JsonNode> rows, String name) {
        var sums = new TreeMap<String, BigDecimal>();
        rows.forEach(row -> actions(row, name).forEach((type, value) -> sums.merge(type, value, BigDecimal::add)));
        sums.replaceAll((_, sum) -> sum.stripTrailingZeros());
        return sums;
    }
}
