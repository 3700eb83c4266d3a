package dev.weekline.edge;

import io.micronaut.http.HttpStatus;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/**
 * Which requests can be read in one way only, so that whoever stands before this service reads them as it does (RFC
 * 9112). What Netty refuses itself, and is answered as any bad request, is not looked at here.
 */
final class RequestRules {

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LONGEST_HOST = 255;

    /** What a host with its port is written of; a look at a table, since every request is checked. */
    private static final boolean[] IN_HOST = new boolean[128];

    static {
        (LETTERS_AND_DIGITS + "._~[]:%-").chars().forEach(letter -> IN_HOST[letter] = true);
    }

    private static final String HOST_FIELD = "Host";
    private static final String TRANSFER_ENCODING_FIELD = "Transfer-Encoding";

    private RequestRules() {}

    /** Why a request is refused; null for one that is not. */
    static @Nullable Refusal refusal(HttpRequest request) {
        return request.decoderResult().isSuccess()
                ? ofReadable(request)
                : switch (request.decoderResult().cause()) {
                    case TooLongHttpLineException _ ->
                        Refusal.of(
                                HttpStatus.REQUEST_URI_TOO_LONG,
                                "The path with its parameters is longer than is read.");
                    case TooLongHttpHeaderException _ ->
                        Refusal.of(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are longer than is read.");
                    case null, default -> null;
                };
    }

    private static @Nullable Refusal ofReadable(HttpRequest request) {
        var version = request.protocolVersion();
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            return Refusal.of(HttpStatus.BAD_REQUEST, "This service speaks HTTP/1.1.");
        }
        var target = request.uri();
        if (target.isEmpty() || target.charAt(0) != '/') {
            return Refusal.of(HttpStatus.BAD_REQUEST, "A request is for a path; this service is nobody's proxy.");
        }
        var headers = request.headers();
        return hasGoodHost(headers, version) ? ofLength(headers, version) : Refusal.of("There is one Host", HOST_FIELD);
    }

    private static boolean hasGoodHost(HttpHeaders headers, HttpVersion version) {
        var hosts = headers.valueStringIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return version == HttpVersion.HTTP_1_0;
        }
        return isHost(hosts.next()) && !hosts.hasNext();
    }

    private static boolean isHost(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= IN_HOST.length || !IN_HOST[text.charAt(i)]) {
                return false;
            }
        }
        return text.length() <= LONGEST_HOST;
    }

    private static @Nullable Refusal ofLength(HttpHeaders headers, HttpVersion version) {
        if (Framing.isAmbiguous(headers)) {
            return Refusal.of("Content-Length and Transfer-Encoding exclude each other", TRANSFER_ENCODING_FIELD);
        }
        var encodings = headers.valueStringIterator(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.hasNext()) {
            return null;
        }
        var chunked = HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.next());
        return chunked && !encodings.hasNext() && version == HttpVersion.HTTP_1_1
                ? null
                : Refusal.of(
                        "Transfer-Encoding is chunked, once, and there is none in HTTP/1.0", TRANSFER_ENCODING_FIELD);
    }
}
