package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call as scripts and counters tell calls apart. It is read from the request itself, so that a call which will be
 * refused has a section like any other.
 *
 * @param method in capitals
 * @param account id of the account; empty where the call is for none that exists
 * @param page which page of a walk, from 1
 * @param fields what it asks for by name
 */
record Asking(String method, String account, Section section, int page, List<String> fields, List<String> breakdowns) {

    private static final Pattern VERSION = Pattern.compile("^/v\\d{1,3}\\.\\d{1,3}(?=/)");

    static Asking of(HttpExchange exchange, byte[] body, Asked asked) {
        var method = exchange.getRequestMethod().toUpperCase(Locale.ROOT);
        var parameters = parameters(exchange.getRequestURI().getRawQuery(), body);
        return new Asking(
                method,
                asked.accountId(),
                section(method, exchange.getRequestURI().getPath(), parameters),
                asked.page(),
                list(parameters, "fields"),
                list(parameters, "breakdowns"));
    }

    private static Section section(String method, String rawPath, Parameters parameters) {
        var path = VERSION.matcher(rawPath).replaceFirst("").split("/", -1);
        var node = path.length > 1 ? path[1] : "";
        var edge = path.length > 2 ? path[2] : "";
        if (node.startsWith("act_")) {
            return switch (edge) {
                case "" -> Section.NODE;
                case "insights" -> method.equals("POST") ? Section.REPORT_RUN : insights(parameters);
                default -> Section.OTHER;
            };
        }
        return switch (node + "/" + edge) {
            case "me/adaccounts" -> Section.ACCOUNTS;
            case "debug_token/" -> Section.DEBUG_TOKEN;
            default -> reportRun(node, edge);
        };
    }

    private static Section reportRun(String node, String edge) {
        if (!node.matches("\\d+")) {
            return Section.OTHER;
        }
        return switch (edge) {
            case "" -> Section.REPORT_RUN_STATUS;
            case "insights" -> Section.REPORT_RUN_ROWS;
            default -> Section.OTHER;
        };
    }

    private static Section insights(Parameters parameters) {
        return Section.ofInsights(
                parameters.find("level").orElse(""),
                list(parameters, "breakdowns"),
                parameters.find("time_increment").orElse(""));
    }

    /** Those of the query and of a form. What cannot be read is refused elsewhere. */
    private static Parameters parameters(@Nullable String query, byte[] body) {
        try {
            var form = new String(body, StandardCharsets.UTF_8);
            return Parameters.of(query == null ? form : query + "&" + form);
        } catch (GraphException _) {
            return new Parameters(Map.of());
        }
    }

    private static List<String> list(Parameters parameters, String name) {
        try {
            return parameters.list(name);
        } catch (GraphException _) {
            return List.of();
        }
    }
}
