package dev.weekline.edge;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.server.netty.DefaultHttpCompressionStrategy;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Which answers are compressed while they are sent, if their callers take that: lists, statistics and the contract.
 * What has an {@code ETag} is left as it is, since other bytes would need another one (reports are held in both forms);
 * so are streams, whose events must not wait for a block to fill, and whatever was just made, which may hold a secret.
 */
@Singleton
@Replaces(DefaultHttpCompressionStrategy.class)
final class Compression implements HttpCompressionStrategy {

    private static final Set<String> WORTH_IT = Set.of("application/json", "application/yaml");

    /** JSON shrinks to a tenth even so, and the thread of a connection is not kept for long. */
    private static final int FASTEST = 1;

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public boolean shouldCompress(HttpResponse response) {
        return response.status().code() == HttpResponseStatus.OK.code() && isWorthIt(response.headers());
    }

    @Override
    public int getCompressionLevel() {
        return FASTEST;
    }

    /** Needs a library that is not here. */
    @Override
    public int getMaxZstdEncodeSize() {
        return 0;
    }

    private static boolean isWorthIt(HttpHeaders headers) {
        var type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && WORTH_IT.contains(type) && !headers.contains(HttpHeaderNames.ETAG);
    }
}
