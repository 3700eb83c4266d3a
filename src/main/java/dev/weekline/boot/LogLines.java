package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every form of a line has in common: no secret in it, and whatever it is about. */
abstract class LogLines extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = new byte[0];

    private final ThrowableProxyConverter exceptions = new ThrowableProxyConverter();

    @Override
    public void start() {
        exceptions.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return line(event).getBytes(UTF_8);
    }

    /** The line, with its end. */
    abstract String line(ILoggingEvent event);

    static String message(ILoggingEvent event) {
        return Scrubber.scrub(event.getFormattedMessage());
    }

    /** What was thrown, with its causes; empty where nothing was. */
    String exception(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : Scrubber.scrub(exceptions.convert(event));
    }

    /** What it is about: the marks of the work that caused it, then what was told with it. */
    static Map<String, String> marks(ILoggingEvent event) {
        var marks = new LinkedHashMap<String, String>();
        event.getMDCPropertyMap().forEach((name, value) -> marks.put(name, Scrubber.scrub(value)));
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> marks.put(pair.key, Scrubber.scrub(String.valueOf(pair.value))));
        }
        return marks;
    }
}
