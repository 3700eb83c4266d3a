package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** One line for each thing that happens, in either form. */
class LogLinesTest {

    private static final String TOKEN = "EAABsbCS1234ZBgkZD";

    @Test
    void aTextLineTellsWhatItIsAbout() {
        var line = text(event("Fetched", null, Map.of("request", "r-1")));

        assertThat(line)
                .matches("(?s)\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Fetch: Fetched \\[request=r-1 account=act_1]\n");
    }

    @Test
    void nothingThatWasSentBeginsALineOfItsOwn() {
        var line = text(event("one\ntwo\r\nthree\u2028four", new IllegalStateException("five\nsix"), Map.of()));

        assertThat(line.lines().skip(1)).allMatch(more -> more.startsWith("\t") || more.startsWith("java.lang."));
        assertThat(line).contains("one | two | three | four", "\t| six");
    }

    @Test
    void aJsonLineIsOneObject() throws IOException {
        var line = json(event("one\ntwo \"three\"", new IllegalStateException("four"), Map.of("run", "0199")));

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        var object = new ObjectMapper().readTree(line);
        assertThat(object.get("message").asText()).isEqualTo("one\ntwo \"three\"");
        assertThat(object.get("level").asText()).isEqualTo("INFO");
        assertThat(object.get("run").asText()).isEqualTo("0199");
        assertThat(object.get("account").asText()).isEqualTo("act_1");
        assertThat(object.get("at").asText()).matches("\\d{4}-.*Z");
        assertThat(object.get("exception").asText()).contains("IllegalStateException: four", "LogLinesTest");
    }

    @Test
    void noSecretIsWrittenWhereverItIs() {
        var fault =
                new IllegalStateException("with " + TOKEN, new IOException("caused by access_token=" + TOKEN + "&x"));
        var event = event("with Bearer " + TOKEN, fault, Map.of("request", TOKEN));

        assertThat(text(event)).doesNotContain(TOKEN).contains("[hidden]", "IOException");
        assertThat(json(event)).doesNotContain(TOKEN).contains("[hidden]", "IOException");
    }

    private static ILoggingEvent event(String message, @Nullable Throwable fault, Map<String, String> marks) {
        var context = new LoggerContext();
        var event = new LoggingEvent(
                "caller", context.getLogger("dev.weekline.report.Fetch"), Level.INFO, message, fault, null);
        event.setMDCPropertyMap(marks);
        event.setKeyValuePairs(List.of(new KeyValuePair("account", "act_1")));
        return event;
    }

    private static String text(ILoggingEvent event) {
        return encoded(new TextLines(), event);
    }

    private static String json(ILoggingEvent event) {
        return encoded(new JsonLines(), event);
    }

    private static String encoded(LogLines lines, ILoggingEvent event) {
        lines.start();
        return new String(lines.encode(event), UTF_8);
    }
}
