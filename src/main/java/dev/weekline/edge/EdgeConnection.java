package dev.weekline.edge;

import dev.weekline.problem.RequestId;
import io.micronaut.http.HttpStatus;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind the codec of one connection. It refuses requests that break {@link RequestRules}, or that are sent too
 * slowly, behind the answers to those before them, and gives every answer its {@link SecurityHeaders}.
 */
public final class EdgeConnection extends ChannelDuplexHandler {

    /** Its name in the pipeline, for those that want to stand behind it. */
    public static final String NAME = "weekline-edge";

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final EdgeSettings settings;
    private final RequestMeters meters;
    private boolean secure;

    /** Requests whose answers have not been written whole. */
    private int unanswered;

    /** The answer to the oldest of them has begun. */
    private boolean answering;

    /** The rest of a request is still to come. */
    private boolean inBody;

    /** Bytes of requests came with what was read last. */
    private boolean received;

    /** The codec has made something of them. */
    private boolean decoded;

    private @Nullable Future<?> deadline;

    /** Nothing is read any more, and this is the last answer. */
    private @Nullable Refusal refusal;

    private boolean over;

    EdgeConnection(EdgeSettings settings, RequestMeters meters) {
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        secure = context.pipeline().get(SslHandler.class) != null;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        decoded = true;
        if (refusal != null || over) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            request(context, request);
        } else {
            content(context, message);
        }
    }

    private void request(ChannelHandlerContext context, HttpRequest request) {
        stopWaiting();
        var why = RequestRules.refusal(request);
        if (why != null) {
            var id = request.headers().get(RequestId.HEADER);
            ReferenceCountUtil.release(request);
            refuse(context, why.to(id));
            return;
        }
        unanswered++;
        inBody = !(request instanceof LastHttpContent);
        if (inBody) {
            within(settings.bodyDeadline(), context, this::lateBody);
        }
        context.fireChannelRead(request);
    }

    private void content(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
            inBody = false;
            stopWaiting();
        }
        if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            breakOff(context, Refusal.of(HttpStatus.BAD_REQUEST, "The body does not follow its Transfer-Encoding."));
            return;
        }
        context.fireChannelRead(message);
    }

    /** What was read and told us nothing is the beginning of a request. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (received && !decoded && !inBody && deadline == null && refusal == null) {
            within(settings.headersDeadline(), context, this::lateHeaders);
        }
        received = false;
        decoded = false;
        context.fireChannelReadComplete();
    }

    /** Stands before the codec and sees what that keeps to itself. */
    ChannelInboundHandler bytes() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                received = true;
                context.fireChannelRead(message);
            }
        };
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWaiting();
        context.fireChannelInactive();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (over) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                context.write(message, promise);
                return;
            }
            answering = true;
            SecurityHeaders.addTo(response.headers(), secure);
        }
        context.write(message, promise);
        if (message instanceof LastHttpContent) {
            answering = false;
            unanswered--;
            refuseIfItsTurn(context);
        }
    }

    private void lateHeaders(ChannelHandlerContext context) {
        refuse(context, late("The headers", settings.headersDeadline()));
    }

    private void lateBody(ChannelHandlerContext context) {
        breakOff(context, late("The body", settings.bodyDeadline()));
    }

    private static Refusal late(String what, Duration deadline) {
        return Refusal.of(HttpStatus.REQUEST_TIMEOUT, what + " did not arrive within " + deadline.toMillis() + " ms.");
    }

    /** Refuses a request that nobody behind us has seen. */
    private void refuse(ChannelHandlerContext context, Refusal why) {
        refusal = why;
        refuseIfItsTurn(context);
    }

    /** Refuses the newest request, which somebody behind us is waiting for the rest of. */
    private void breakOff(ChannelHandlerContext context, Refusal why) {
        if (unanswered == 1 && !answering) {
            last(context, why);
        } else {
            over = true;
            context.close();
        }
    }

    private void refuseIfItsTurn(ChannelHandlerContext context) {
        if (refusal != null && unanswered == 0 && !over) {
            last(context, refusal);
        }
    }

    private void last(ChannelHandlerContext context, Refusal why) {
        over = true;
        var response = why.response();
        // How long it took to be refused depends on the caller alone.
        meters.timer("other", RequestMeters.NO_ROUTE, response.status().code()).record(Duration.ZERO);
        SecurityHeaders.addTo(response.headers(), secure);
        context.writeAndFlush(response).addListener((ChannelFutureListener) written -> hangUp(context));
    }

    /**
     * A connection that is closed while its caller still sends is reset, and the caller may never see the answer. So it
     * is closed for sending first, and what comes is thrown away for a moment.
     */
    private void hangUp(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel half && !secure) {
            half.shutdownOutput();
            context.executor().schedule(() -> context.close(), FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            context.close();
        }
    }

    private void within(Duration time, ChannelHandlerContext context, Consumer<ChannelHandlerContext> late) {
        stopWaiting();
        deadline = context.executor()
                .schedule(
                        () -> {
                            deadline = null;
                            late.accept(context);
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
