package dev.weekline.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/**
 * What every answer tells browsers: take it for what it says it is, tell nobody where it came from, run and frame
 * nothing of it, keep it to this site. What an answer says of these itself stands.
 */
enum SecurityHeaders {
    CONTENT_TYPE_OPTIONS("x-content-type-options", "nosniff"),
    REFERRER("referrer-policy", "no-referrer"),
    CONTENT_POLICY("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    RESOURCE_POLICY("cross-origin-resource-policy", "same-origin"),
    /** Who wants an answer to be kept says so; the others may hold secrets. */
    CACHE_CONTROL(HttpHeaderNames.CACHE_CONTROL.toString(), "no-store"),
    /** Under TLS alone: over plain HTTP it means nothing, and browsers ignore it (RFC 6797, 7.2). */
    TRANSPORT("strict-transport-security", "max-age=31536000");

    private static final SecurityHeaders[] ALL = values();

    private final AsciiString name;
    private final AsciiString value;

    SecurityHeaders(String name, String value) {
        this.name = AsciiString.cached(name);
        this.value = AsciiString.cached(value);
    }

    /** @param secure whether the answer goes out under TLS */
    static void addTo(HttpHeaders headers, boolean secure) {
        for (var header : ALL) {
            if ((secure || header != TRANSPORT) && !headers.contains(header.name)) {
                headers.add(header.name, header.value);
            }
        }
        headers.remove(HttpHeaderNames.SERVER);
    }
}
