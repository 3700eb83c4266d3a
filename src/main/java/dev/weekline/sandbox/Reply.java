package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is replied to an order. */
final class Reply {

    private final int status;
    private final String type;
    private final byte[] body;
    private final Optional<String> allow;

    private Reply(int status, String type, byte[] body, Optional<String> allow) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.allow = allow;
    }

    private static final int NO_BODY = -1;
    private static final int NOT_ALLOWED = 405;
    private static final int WITHOUT_A_LINE = 0;

    static Reply done() {
        return new Reply(204, "", new byte[0], Optional.empty());
    }

    static Reply text(String text) {
        return new Reply(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    static Reply json(GraphWriter.Document document) {
        return new Reply(200, "application/json", GraphWriter.bytes(document), Optional.empty());
    }

    static Reply problem(int status, String detail) {
        return problem(status, detail, WITHOUT_A_LINE);
    }

    /** @param line the line of the order that is wrong, from 1 */
    static Reply problem(int status, String detail, int line) {
        var body = GraphWriter.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            if (line != WITHOUT_A_LINE) {
                json.writeNumberField("line", line);
            }
            json.writeEndObject();
        });
        return new Reply(status, "application/problem+json", body, Optional.empty());
    }

    static Reply notAllowed(Set<String> methods) {
        var allowed = String.join(", ", new TreeSet<>(methods));
        var problem = problem(NOT_ALLOWED, "Here one can only " + allowed);
        return new Reply(problem.status, problem.type, problem.body, Optional.of(allowed));
    }

    void send(HttpExchange exchange) throws IOException {
        allow.ifPresent(methods -> exchange.getResponseHeaders().set("allow", methods));
        if (body.length == 0) {
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
