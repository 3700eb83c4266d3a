package dev.weekline.edge;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpServerCodec;

/**
 * Headers that remember that a request told its length in two ways. Netty takes the one of them away, as HTTP allows;
 * whoever stands before us may have believed the other, and then our next request is a part of this one's body.
 */
final class Framing extends DefaultHttpHeaders {

    private static final DefaultHttpHeadersFactory USUAL = DefaultHttpHeadersFactory.headersFactory();

    private static final HttpHeadersFactory FACTORY = new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
            return new Framing();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return new Framing();
        }
    };

    private boolean ambiguous;

    private Framing() {
        super(USUAL.getNameValidator(), USUAL.getValueValidator());
    }

    /** A codec whose requests have such headers. */
    static HttpServerCodec codec(HttpDecoderConfig bounds) {
        return new HttpServerCodec(bounds.setHeadersFactory(FACTORY));
    }

    /** Whether the length of the request with these headers can be read in two ways. */
    static boolean isAmbiguous(HttpHeaders headers) {
        return headers instanceof Framing framing && framing.ambiguous;
    }

    /** Nobody but the decoder removes a length before {@link EdgeConnection} has seen the request. */
    @Override
    public HttpHeaders remove(CharSequence name) {
        ambiguous |= HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name) && contains(name);
        return super.remove(name);
    }
}
