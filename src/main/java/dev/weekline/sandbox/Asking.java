package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

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
    private static final Parameters NONE = new Parameters(Map.of());

    static Asking of(HttpExchange exchange, byte[] body, Asked asked) {
        var method = exchange.getRequestMethod().toUpperCase(Locale.ROOT);
        var parameters = parameters(exchange, body);
        return new Asking(
                method,
                asked.accountId(),
                section(asked, method, exchange.getRequestURI().getPath(), parameters),
                asked.page(),
                list(parameters, "fields"),
                list(parameters, "breakdowns"));
    }

    private static Section section(Asked asked, String method, String path, Parameters parameters) {
        return switch (asked) {
            case Asked.ForNode _ -> Section.NODE;
            case Asked.ForInsights _ -> insights(parameters);
            case Asked.StartsRun _ -> Section.REPORT_RUN;
            case Asked.ForRun _ -> Section.REPORT_RUN_STATUS;
            case Asked.ForRunInsights _ -> Section.REPORT_RUN_ROWS;
            case Asked.ForAccounts _ -> Section.ACCOUNTS;
            case Asked.ForToken _ -> Section.DEBUG_TOKEN;
            case Asked.ForObject _, Asked.ForObjects _, Asked.ForMe _ -> Section.OTHER;
            case Asked.Refused _ -> refused(method, path, parameters);
        };
    }

    /** What is refused is told by its path, as far as that goes. */
    private static Section refused(String method, String rawPath, Parameters parameters) {
        var path = VERSION.matcher(rawPath).replaceFirst("").split("/", -1);
        var node = path.length > 1 ? path[1] : "";
        var edge = path.length > 2 ? path[2] : "";
        if (edge.equals("insights") && method.equals("POST")) {
            return Section.REPORT_RUN;
        }
        if (node.startsWith("act_")) {
            return edge.isEmpty() ? Section.NODE : edge.equals("insights") ? insights(parameters) : Section.OTHER;
        }
        if (node.matches("\\d+")) {
            return edge.isEmpty() ? Section.REPORT_RUN_STATUS : Section.REPORT_RUN_ROWS;
        }
        return switch (node + "/" + edge) {
            case "me/adaccounts" -> Section.ACCOUNTS;
            case "debug_token/" -> Section.DEBUG_TOKEN;
            default -> Section.OTHER;
        };
    }

    private static Section insights(Parameters parameters) {
        return Section.ofInsights(
                parameters.find("level").orElse(""),
                list(parameters, "breakdowns"),
                parameters.find("time_increment").orElse(""));
    }

    /** What cannot be read is refused elsewhere. */
    private static Parameters parameters(HttpExchange exchange, byte[] body) {
        try {
            return GraphRequest.of(exchange, body).parameters();
        } catch (GraphException _) {
            return NONE;
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
