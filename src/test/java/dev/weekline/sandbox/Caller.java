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
