package dev.weekline.boot;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Lines for machines: one JSON object each, in UTC. */
final class JsonLines extends LogLines {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    String line(ILoggingEvent event) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            write(event, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }

    private void write(ILoggingEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        json.writeStringField("level", event.getLevel().toString());
        json.writeStringField("logger", event.getLoggerName());
        json.writeStringField("message", message(event));
        for (var mark : marks(event).entrySet()) {
            json.writeStringField(mark.getKey(), mark.getValue());
        }
        var exception = exception(event);
        if (!exception.isEmpty()) {
            json.writeStringField("exception", exception);
        }
        json.writeEndObject();
    }
}
