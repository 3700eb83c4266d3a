package dev.weekline.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weekline.problem.Problem;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.problem.RequestId;
import io.micronaut.http.HttpStatus;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not read any further. The connection is closed after it, since nobody knows where the next begins.
 *
 * @param requestId the id that the caller sent, of whatever form
 */
record Refusal(ProblemException problem, @Nullable String requestId) {

    static Refusal of(String detail, String field) {
        return new Refusal(new ProblemException(ProblemType.INVALID_REQUEST, detail).withField(field), null);
    }

    static Refusal of(HttpStatus status, String detail) {
        return new Refusal(new ProblemException(ProblemType.INVALID_REQUEST, detail).withStatus(status), null);
    }

    Refusal to(@Nullable String sentId) {
        return new Refusal(problem, sentId);
    }

    FullHttpResponse response() {
        var id = RequestId.of(requestId);
        var body = Unpooled.wrappedBuffer(problem.document(id, null).getBytes(UTF_8));
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.status().getCode()),
                body);
        response.headers()
                .set(RequestId.HEADER, id)
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }
}
