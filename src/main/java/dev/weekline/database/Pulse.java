package dev.weekline.database;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a connection still lives. It reads along, message by message: every question asks for a "ready for query", so
 * that it is known whether the database owes one. When it is owed for too long and nothing is heard, the connection is
 * hung up on, and whoever waits on it is told. A reader who takes the rows slowly does not make the database silent:
 * while we do not listen, nothing is expected.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">The messages of PostgreSQL</a>
 */
final class Pulse extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private static final byte QUERY = 'Q';
    private static final byte SYNC = 'S';
    private static final byte READY_FOR_QUERY = 'Z';
    private static final int LOOKS_A_LIMIT = 8;

    /** Nobody is given a connection that has owed an answer for so long. */
    private static final long SUSPICIOUS = TimeUnit.SECONDS.toNanos(1);

    private final Duration limit;
    private final Silences silences;
    private final LongSupplier nanoTime;

    // Written on the event loop of the connection alone.
    private volatile int owed;
    private volatile long heard;
    private volatile @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> looking;

    /** @param limit how long an answer may be overdue */
    Pulse(Duration limit, Silences silences, LongSupplier nanoTime) {
        this.limit = limit;
        this.silences = silences;
        this.nanoTime = nanoTime;
        this.heard = nanoTime.getAsLong();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        var pause = Math.max(1, limit.toMillis() / LOOKS_A_LIMIT);
        looking = added.executor().scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
        silences.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        silences.remove(this);
        if (looking != null) {
            looking.cancel(false);
        }
    }

    @Override
    public void write(ChannelHandlerContext sent, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf bytes) {
            asked(questions(bytes));
        }
        super.write(sent, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext received, Object message) throws Exception {
        heard = nanoTime.getAsLong();
        if (message instanceof ByteBuf bytes
                && bytes.isReadable()
                && bytes.getByte(bytes.readerIndex()) == READY_FOR_QUERY) {
            owed = Math.max(0, owed - 1);
        }
        super.channelRead(received, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext received) throws Exception {
        heard = nanoTime.getAsLong();
        super.channelReadComplete(received);
    }

    /** Whether it owes an answer that should have been here by now. */
    boolean isSuspicious() {
        return owed > 0 && nanoTime.getAsLong() - heard > Math.min(SUSPICIOUS, limit.toNanos());
    }

    /** Hangs up unless something was heard since then or is still within its time. */
    void hangUpUnlessHeardSince(long moment) {
        var here = context;
        if (here != null) {
            here.executor().execute(() -> {
                if (owed == 0 && heard < moment) {
                    LOG.debug("Hanging up on {}, which may be as dead as another connection", here.channel());
                    var _ = here.close();
                }
            });
        }
    }

    private void asked(int questions) {
        if (questions > 0) {
            if (owed == 0) {
                heard = nanoTime.getAsLong();
            }
            owed = owed + questions;
        }
    }

    private void look() {
        var here = context;
        if (here == null || owed == 0) {
            return;
        }
        if (!here.channel().config().isAutoRead()) {
            heard = nanoTime.getAsLong();
        } else if (nanoTime.getAsLong() - heard > limit.toNanos()) {
            LOG.warn("The database owes an answer and has been silent for {}: hanging up on it", limit);
            silences.found(this, heard);
            var _ = here.close();
        }
    }

    /** A message is a letter and its length, which counts itself; a buffer holds some of them. */
    private static int questions(ByteBuf bytes) {
        var questions = 0;
        for (var at = bytes.readerIndex(); at + Integer.BYTES < bytes.writerIndex(); ) {
            var kind = bytes.getByte(at);
            questions += kind == QUERY || kind == SYNC ? 1 : 0;
            at += 1 + Math.max(Integer.BYTES, bytes.getInt(at + 1));
        }
        return questions;
    }
}
