package dev.weekline.boot;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lines wait here until a thread of its own has written them, so that nobody who logs waits for whoever reads. What
 * finds no room is dropped and counted.
 */
public final class LogQueue extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {

    private static final int ROOM = 8_192;
    private static final long LONGEST_FAREWELL_MS = 2_000;
    private static final LongAdder DROPPED = new LongAdder();
    private static volatile @Nullable LogQueue running;

    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(ROOM);
    private final AppenderAttachableImpl<ILoggingEvent> writers = new AppenderAttachableImpl<>();
    private @Nullable Thread writer;

    private sealed interface Entry {}

    private record Line(ILoggingEvent event) implements Entry {}

    /** Those before it have been written when it is reached. */
    private record Mark(CountDownLatch reached) implements Entry {}

    /** Lines that were dropped since the process began. */
    static long dropped() {
        return DROPPED.sum();
    }

    /** Waits a moment until everything that was logged before is written, for a process that is about to end. */
    static void flush() {
        var queue = running;
        if (queue != null) {
            queue.drain();
        }
    }

    @Override
    public void start() {
        writer = Thread.ofPlatform().daemon().name("log").start(this::write);
        running = this;
        super.start();
    }

    @Override
    public void stop() {
        if (isStarted()) {
            drain();
            super.stop();
            if (writer != null) {
                writer.interrupt();
            }
            writers.detachAndStopAllAppenders();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        // What belongs to the thread that logs is taken down before another one writes it.
        event.prepareForDeferredProcessing();
        if (!waiting.offer(new Line(event))) {
            DROPPED.increment();
        }
    }

    private void write() {
        try {
            while (true) {
                switch (waiting.take()) {
                    case Line(var event) -> writers.appendLoopOnAppenders(event);
                    case Mark(var reached) -> reached.countDown();
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        var mark = new Mark(new CountDownLatch(1));
        try {
            if (waiting.offer(mark, LONGEST_FAREWELL_MS, TimeUnit.MILLISECONDS)
                    && !mark.reached().await(LONGEST_FAREWELL_MS, TimeUnit.MILLISECONDS)) {
                addWarn("Some lines were not written before the end");
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        writers.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return writers.iteratorForAppenders();
    }

    @Override
    public @Nullable Appender<ILoggingEvent> getAppender(String name) {
        return writers.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return writers.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        writers.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return writers.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return writers.detachAppender(name);
    }
}
