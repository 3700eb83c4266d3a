package dev.weekline.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.weekline.metric.Change;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import dev.weekline.metric.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes the API's JSON: exact decimals in plain notation, absent things left out. */
final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    /** Something that writes itself. */
    interface Written {
        void to(JsonGenerator json) throws IOException;
    }

    static String text(Written written) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            written.to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** Every figure there is, as properties of the object that is open. */
    static void figures(JsonGenerator json, Figures figures, String currency) throws IOException {
        for (var figure : figures.values().entrySet()) {
            json.writeNumberField(figure.getKey().word(), shown(figure.getKey(), figure.getValue(), currency));
        }
    }

    /** A change, as properties of the object that is open. */
    static void change(JsonGenerator json, Metric metric, Change change, String currency) throws IOException {
        json.writeNumberField("absolute", shown(metric, change.absolute(), currency));
        if (change.relative().isPresent()) {
            json.writeNumberField("relative", change.relative().get());
        }
    }

    /** A figure with the decimals it is shown with. */
    static BigDecimal shown(Metric metric, BigDecimal value, String currency) {
        return switch (metric.kind()) {
            case MONEY -> new Money(value, currency).shown();
            case COMPUTED -> value;
            case COUNT, EVENT -> whole(value);
        };
    }

    /** A moment as the API shows it, to the millisecond. */
    static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static BigDecimal whole(BigDecimal value) {
        var exact = value.stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
