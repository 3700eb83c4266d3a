package dev.weekline.report;

import dev.weekline.problem.RequestId;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/** Answers what {@link HotPath} finds on one connection, and passes everything else on; answers keep their order. */
final class HotConnection extends ChannelDuplexHandler {

    private final HotPath hot;
    private final Serving serving;

    /** Requests that were passed on and are not answered whole: until they are, everything is passed on. */
    private int passedOn;

    /** The end of a request that was answered is still to come. */
    private boolean swallowing;

    private boolean written;

    HotConnection(HotPath hot, Serving serving) {
        this.hot = hot;
        this.serving = serving;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (swallowing) {
            swallowing = !(message instanceof LastHttpContent);
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            request(context, request);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (written) {
            written = false;
            context.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            passedOn--;
        }
        context.write(message, promise);
    }

    private void request(ChannelHandlerContext context, HttpRequest request) {
        var begun = System.nanoTime();
        var found = passedOn == 0 ? hot.find(request) : Optional.<Sent>empty();
        if (found.isEmpty()) {
            passedOn++;
            context.fireChannelRead(request);
            return;
        }
        swallowing = !(request instanceof LastHttpContent);
        answer(context, request, found.get(), begun);
        ReferenceCountUtil.release(request);
    }

    private void answer(ChannelHandlerContext context, HttpRequest request, Sent sent, long begun) {
        var keepAlive = HttpUtil.isKeepAlive(request);
        var id = RequestId.of(request.headers().get(RequestId.HEADER));
        var writing = context.write(response(id, sent, keepAlive));
        serving.sentAtOnce(sent, id, begun);
        if (!keepAlive) {
            writing.addListener(ChannelFutureListener.CLOSE);
        }
        written = true;
    }

    private static DefaultFullHttpResponse response(String id, Sent sent, boolean keepAlive) {
        var headers = DefaultHttpHeadersFactory.headersFactory()
                .withValidation(false)
                .newHeaders()
                .add(RequestId.HEADER, id)
                .add(HttpHeaderNames.DATE, sent.date());
        sent.headers(headers::add);
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (sent.notModified()) {
            return new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.NOT_MODIFIED,
                    Unpooled.EMPTY_BUFFER,
                    headers,
                    EmptyHttpHeaders.INSTANCE);
        }
        var body = Unpooled.wrappedBuffer(sent.body());
        headers.add(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .add(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body, headers, EmptyHttpHeaders.INSTANCE);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
