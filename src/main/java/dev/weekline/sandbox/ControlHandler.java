package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes orders for a sandbox over HTTP. A page in a browser could send them too, from anywhere; so whoever has come by
 * another name than that of this machine, or from a page, is sent away.
 */
final class ControlHandler implements HttpHandler {

    private static final int LONGEST_ORDER = 1_000_000;
    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1\\])(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("/accounts/([^/]+)/size");

    private static final Map<String, Set<String>> METHODS = Map.of(
            "/", Set.of("GET"),
            "/counters", Set.of("GET", "DELETE"),
            "/failures", Set.of("GET", "PUT", "DELETE"),
            "/latency", Set.of("PUT"),
            "/clock", Set.of("PUT"),
            "/usage", Set.of("GET"),
            "/limits", Set.of("PUT"),
            "/hold", Set.of("POST"),
            "/release", Set.of("POST"));

    private static final String HELP =
            """
            Orders for the Weekline sandbox

            GET    /counters             how often it was asked what
            DELETE /counters             start counting again
            GET    /failures             how it fails, one script a line
            PUT    /failures             fail like this, one script a line, for example
                                           every 3rd placements call: 400/100/1487534
                                           campaigns page 2: drop after 1kB
                                           10%% of calls: 503
            DELETE /failures             fail no more
            PUT    /latency              {"fixed":"200ms"}
                                         {"least":"40ms","most":"120ms"}
                                         {"median":"200ms","p99":"3s","most":"20s"}
            PUT    /clock                {"offset":"P-3D"} answers as three days ago
            PUT    /accounts/{id}/size   {"campaigns":1000,"ads":100000}
            GET    /usage                what of the hour is used
            PUT    /limits               {"hourlyCalls":200,"hourlyAppCalls":0,"errorPenalty":0.001}; 0 for Meta's own
            POST   /hold                 answer nobody
            POST   /release              answer all who wait, and those who hang

            What goes wrong: an error of Meta's (503, 400/190/463, 500/1/99 saying "..."), HTML 404, text 200 "...",
            empty 200, broken JSON, drop, drop after 1kB, hang, endless body, gzip bomb 200MB, huge body 200MB, delay 2s,
            version v25.0, field reach removed, breakdown age removed,
            %s,
            run %s
            Sections: %s
            """.formatted(Failure.OddPage.words(), String.join("|", Failure.Fate.names()), Section.words());

    private final Sandbox sandbox;

    ControlHandler(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(LONGEST_ORDER);
            var reply = isFromHere(exchange)
                    ? reply(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            new String(body, StandardCharsets.UTF_8))
                    : Reply.problem(403, "Orders are taken from this machine and not from web pages");
            reply.send(exchange);
        }
    }

    private static boolean isFromHere(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var hosts = headers.getOrDefault("Host", List.of());
        return !headers.containsKey("Origin")
                && hosts.size() == 1
                && LOOPBACK.matcher(hosts.getFirst()).matches();
    }

    private Reply reply(String method, String path, String body) {
        try {
            var size = SIZE.matcher(path);
            if (size.matches()) {
                return method.equals("PUT") ? resize(size.group(1), body) : Reply.notAllowed(Set.of("PUT"));
            }
            var methods = METHODS.get(path);
            if (methods == null) {
                return Reply.problem(404, "There is no " + path + "; GET / tells what there is");
            }
            return methods.contains(method) ? obey(method, path, body) : Reply.notAllowed(methods);
        } catch (BadLineException e) {
            return Reply.problem(400, String.valueOf(e.getMessage()), e.line());
        } catch (IllegalArgumentException e) {
            return Reply.problem(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply obey(String method, String path, String body) {
        return switch (method + " " + path) {
            case "GET /" -> Reply.text(HELP);
            case "GET /counters" -> Reply.json(this::counters);
            case "DELETE /counters" -> done(() -> sandbox.counters().reset());
            case "GET /failures" -> Reply.text(failures());
            case "PUT /failures" -> done(() -> sandbox.script(scripts(body)));
            case "DELETE /failures" -> done(sandbox::behave);
            case "PUT /latency" -> done(() -> sandbox.latency(Order.read(body).latency()));
            case "PUT /clock" -> done(() -> sandbox.clockOffset(Order.read(body).offset()));
            case "GET /usage" -> Reply.json(sandbox::writeUsage);
            case "PUT /limits" -> done(() -> sandbox.limits(Order.read(body).limits(sandbox.limits())));
            case "POST /hold" -> done(sandbox::hold);
            case "POST /release" -> done(sandbox::release);
            default -> throw new IllegalStateException(method + " " + path + " is announced and not obeyed");
        };
    }

    private Reply resize(String account, String body) {
        var size = Order.read(body).size();
        return done(() -> sandbox.resize(account, size.campaigns(), size.ads()));
    }

    private String failures() {
        return sandbox.scripts().stream().map(script -> script + "\n").collect(Collectors.joining());
    }

    /** Blank lines and lines that begin with # say nothing. */
    private static FailureScript[] scripts(String body) {
        var lines = body.lines().toList();
        var scripts = new ArrayList<FailureScript>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                scripts.add(BadLineException.parse(line, i + 1));
            }
        }
        return scripts.toArray(FailureScript[]::new);
    }

    private void counters(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("total", sandbox.counters().total());
        json.writeArrayFieldStart("calls");
        for (var call : sandbox.counters().sections().entrySet()) {
            json.writeStartObject();
            json.writeStringField("account", call.getKey().account());
            json.writeStringField("section", call.getKey().section().word());
            json.writeNumberField("page", call.getKey().page());
            json.writeNumberField("times", call.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Reply done(Runnable order) {
        order.run();
        return Reply.done();
    }
}
