package dev.weekline.database;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final AtomicLong nanoTime = new AtomicLong();
    private final Silences silences = new Silences();
    private final Pulse pulse = pulse();
    private final EmbeddedChannel channel = connection(pulse);
    private final EmbeddedChannel other = connection(pulse());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        other.finishAndReleaseAll();
    }

    @Test
    void whatIsNotAskedMayBeSilentForEver() {
        pass(Duration.ofHours(5));

        assertThat(channel.isOpen()).isTrue();
        assertThat(pulse.isSuspicious()).isFalse();
    }

    @Test
    void anAnswerThatIsOwedForTooLongIsNotWaitedFor() {
        channel.writeOutbound(messages('P', 'B', 'D', 'E', 'S'));
        pass(Duration.ofSeconds(9));
        assertThat(channel.isOpen()).isTrue();
        assertThat(pulse.isSuspicious()).isTrue();

        pass(Duration.ofSeconds(3));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anAnswerThatBreaksOffIsNotWaitedForEither() {
        channel.writeOutbound(messages('Q'));
        pass(Duration.ofSeconds(9));
        channel.writeInbound(messages('D'));
        pass(Duration.ofSeconds(9));
        assertThat(channel.isOpen()).isTrue();

        pass(Duration.ofSeconds(3));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void everyQuestionIsOwedItsOwnAnswer() {
        channel.writeOutbound(messages('Q'), messages('P', 'S'));
        channel.writeInbound(messages('Z'));
        pass(Duration.ofSeconds(12));
        assertThat(channel.isOpen()).isFalse();

        other.writeOutbound(messages('Q'), messages('P', 'S'));
        other.writeInbound(messages('C'), messages('Z'), messages('Z'));
        pass(Duration.ofHours(1));
        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void aReaderWhoTakesItsRowsSlowlyMakesNoSilence() {
        channel.writeOutbound(messages('Q'));
        channel.writeInbound(messages('D'));
        channel.config().setAutoRead(false);
        pass(Duration.ofHours(1));
        assertThat(channel.isOpen()).isTrue();

        channel.config().setAutoRead(true);
        pass(Duration.ofSeconds(9));
        assertThat(channel.isOpen()).isTrue();
        pass(Duration.ofSeconds(3));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void oneThatIsFoundDeadTakesThoseThatLayIdleWithIt() {
        var busy = connection(pulse());
        pass(Duration.ofSeconds(1));
        channel.writeOutbound(messages('Q'));
        pass(Duration.ofSeconds(1));
        busy.writeOutbound(messages('Q'));
        busy.writeInbound(messages('Z'));

        pass(Duration.ofSeconds(12));
        other.runPendingTasks();
        busy.runPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(other.isOpen()).isFalse();
        assertThat(busy.isOpen()).as("heard of since").isTrue();
        busy.finishAndReleaseAll();
    }

    private Pulse pulse() {
        return new Pulse(LIMIT, silences, nanoTime::get);
    }

    private static EmbeddedChannel connection(Pulse pulse) {
        var connection = new EmbeddedChannel();
        connection.freezeTime();
        connection.pipeline().addLast(pulse);
        return connection;
    }

    /** In small steps, as on a clock that is looked at. */
    private void pass(Duration length) {
        var step = Duration.ofMillis(Math.max(250, length.toMillis() / 100));
        for (var passed = Duration.ZERO; passed.compareTo(length) < 0; passed = passed.plus(step)) {
            nanoTime.addAndGet(step.toNanos());
            for (var one : new EmbeddedChannel[] {channel, other}) {
                one.advanceTimeBy(step.toMillis(), TimeUnit.MILLISECONDS);
                one.runScheduledPendingTasks();
            }
        }
    }

    /** Messages without any content in one buffer. */
    private static ByteBuf messages(char... kinds) {
        var bytes = Unpooled.buffer();
        for (var kind : kinds) {
            bytes.writeBytes(String.valueOf(kind).getBytes(US_ASCII)).writeInt(Integer.BYTES);
        }
        return bytes;
    }
}
