package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Nobody who logs waits for whoever reads. */
class LogQueueTest {

    private static final int LINES = 20_000;

    /** Writes nothing until it may. */
    private static final class Reader extends AppenderBase<ILoggingEvent> {

        private final CountDownLatch open = new CountDownLatch(1);
        private final List<String> read = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            try {
                open.await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            read.add(event.getFormattedMessage());
        }
    }

    @Test
    void whatFindsNoRoomIsDroppedAndCountedAndTheRestIsWrittenInOrder() {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        var reader = new Reader();
        var queue = new LogQueue();
        for (var part : List.of(reader, queue)) {
            part.setContext(context);
        }
        reader.start();
        queue.addAppender(reader);
        queue.start();
        var log = context.getLogger("dev.weekline.Test");
        log.setLevel(Level.INFO);
        log.addAppender(queue);
        var before = LogQueue.dropped();

        for (var line = 0; line < LINES; line++) {
            log.info("{}", line);
        }
        var dropped = LogQueue.dropped() - before;
        reader.open.countDown();
        LogQueue.flush();

        assertThat(dropped).isBetween(1L, (long) LINES - 1);
        assertThat(reader.read).hasSize((int) (LINES - dropped));
        assertThat(reader.read.stream().map(Integer::parseInt)).isSorted();
        queue.stop();
        assertThat(reader.isStarted()).isFalse();
    }
}
