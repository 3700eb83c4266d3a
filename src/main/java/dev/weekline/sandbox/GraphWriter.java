package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

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
        if (error.isTransient().isPresent()) {
            json.writeBooleanField("is_transient", error.isTransient().get());
        }
        if (error.userText().isPresent()) {
            json.writeStringField("error_user_title", error.userText().get().title());
            json.writeStringField("error_user_msg", error.userText().get().message());
        }
        json.writeStringField("fbtrace_id", traceId);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Writes one thing of a list. */
    interface Item<T> {

        void write(T thing, JsonGenerator json) throws IOException;
    }

    /** @param more what stands beside the list */
    static <T> void page(Page<T> page, PageLinks links, Item<T> item, Document more, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("data");
        for (var thing : page.rows()) {
            item.write(thing, json);
        }
        json.writeEndArray();
        if (!page.rows().isEmpty() || links.next().isPresent()) {
            paging(links, json);
        }
        more.write(json);
        json.writeEndObject();
    }

    static void row(List<Column> columns, Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (var column : columns) {
            column.write(json, row);
        }
        for (var label : row.labels().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }

    private static void paging(PageLinks links, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("paging");
        json.writeObjectFieldStart("cursors");
        json.writeStringField("before", links.before());
        json.writeStringField("after", links.after());
        json.writeEndObject();
        if (links.previous().isPresent()) {
            json.writeStringField("previous", links.previous().get());
        }
        if (links.next().isPresent()) {
            json.writeStringField("next", links.next().get());
        }
        json.writeEndObject();
    }
}
