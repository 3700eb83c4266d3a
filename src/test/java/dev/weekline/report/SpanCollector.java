package dev.weekline.report;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Takes in what is exported by OTLP over HTTP, as a collector would, and reads the spans out of it. */
final class SpanCollector implements AutoCloseable {

    // Numbers of fields in opentelemetry/proto/trace/v1/trace.proto.
    private static final int RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;
    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int PARENT = 4;
    private static final int NAME = 5;
    private static final int ATTRIBUTES = 9;
    private static final int LINKS = 13;

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    record Link(String traceId, String spanId) {}

    record Span(
            String traceId,
            String spanId,
            String parent,
            String name,
            Map<String, String> attributes,
            List<Link> links) {}

    SpanCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Span> spans() {
        return spans;
    }

    private void take(HttpExchange exchange) throws IOException {
        var zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (var body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            for (var resource : messages(UnknownFieldSet.parseFrom(body.readAllBytes()), RESOURCE_SPANS)) {
                for (var scope : messages(resource, SCOPE_SPANS)) {
                    for (var span : messages(scope, SPANS)) {
                        spans.add(span(span));
                    }
                }
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span span(UnknownFieldSet span) throws InvalidProtocolBufferException {
        var attributes = new HashMap<String, String>();
        for (var attribute : messages(span, ATTRIBUTES)) {
            attributes.put(text(attribute, 1), text(messages(attribute, 2).getFirst(), 1));
        }
        var links = new CopyOnWriteArrayList<Link>();
        for (var link : messages(span, LINKS)) {
            links.add(new Link(hex(link, 1), hex(link, 2)));
        }
        return new Span(
                hex(span, TRACE_ID), hex(span, SPAN_ID), hex(span, PARENT), text(span, NAME), attributes, links);
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet of, int field) throws InvalidProtocolBufferException {
        var found = new CopyOnWriteArrayList<UnknownFieldSet>();
        for (var bytes : of.getField(field).getLengthDelimitedList()) {
            found.add(UnknownFieldSet.parseFrom(bytes));
        }
        return found;
    }

    private static String text(UnknownFieldSet of, int field) {
        var texts = of.getField(field).getLengthDelimitedList();
        return texts.isEmpty() ? "" : texts.getFirst().toStringUtf8();
    }

    private static String hex(UnknownFieldSet of, int field) {
        var bytes = of.getField(field).getLengthDelimitedList();
        return bytes.isEmpty() ? "" : HexFormat.of().formatHex(bytes.getFirst().toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
