package dev.weekline.meta;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Everything that is logged at any level by us and by what we are built of, while this is open. */
final class OverheardLogs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Map<Logger, Level> levels;

    OverheardLogs() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        levels = Stream.of("dev.weekline", "io.micronaut.http", "io.netty", "reactor")
                .map(context::getLogger)
                .collect(Collectors.toMap(logger -> logger, Logger::getEffectiveLevel));
        start();
        levels.keySet().forEach(logger -> {
            logger.setLevel(Level.TRACE);
            logger.setAdditive(false);
            logger.addAppender(this);
        });
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        lines.add(event.getLoggerName()
                + " "
                + event.getFormattedMessage()
                + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
    }

    @Override
    public void close() {
        levels.forEach((logger, level) -> {
            logger.detachAppender(this);
            logger.setLevel(level);
            logger.setAdditive(true);
        });
        stop();
    }
}
