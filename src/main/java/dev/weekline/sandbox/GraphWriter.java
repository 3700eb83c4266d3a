package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes answers as Meta does: plain ASCII, what has no value has no key. */
final class GraphWriter {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private GraphWriter() {}

    /** Writes one JSON document. */
    interface Document {

        void write(JsonGenerator json) throws IOException;
    }

    static byte[] bytes(Document document) {
        var bytes = new ByteArrayOutputStream(8192);
        try (var json = JSON.createGenerator(bytes)) {
            document.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void error(GraphError error, String traceId, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("error");
        json.writeStringField("message", error.message());
        json.writeStringField("type", error.type());
        json.writeNumberField("code", error.code());
        if (error.subcode().isPresent()) {
            json.writeNumberField("error_subcode", error.subcode().get());
        }
        json.writeStringField("fbtrace_id", traceId);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** @param next where the next page is; empty on the last */
    static void page(InsightsQuery query, Page page, Cursors cursors, Optional<String> next, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("data");
        for (var row : page.rows()) {
            row(query, row, json);
        }
        json.writeEndArray();
        if (!page.rows().isEmpty()) {
            paging(cursors, next, json);
        }
        json.writeEndObject();
    }

    private static void row(InsightsQuery query, Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (var column : query.columns()) {
            column.write(json, row);
        }
        for (var label : row.labels().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }

    private static void paging(Cursors cursors, Optional<String> next, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("paging");
        json.writeObjectFieldStart("cursors");
        json.writeStringField("before", cursors.before());
        json.writeStringField("after", cursors.after());
        json.writeEndObject();
        if (next.isPresent()) {
            json.writeStringField("next", next.get());
        }
        json.writeEndObject();
    }

    /** Where a page begins and ends. */
    record Cursors(String before, String after) {}
}
