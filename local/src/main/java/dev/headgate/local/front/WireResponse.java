package dev.headgate.local.front;

import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Writes an answer as HTTP/1.1: framing and Date are the front's, everything else the answer's.
final class WireResponse {
    private WireResponse() {}

    /// @param toHead whether the request was a HEAD: the body is left out, its length is not
    /// @param keepAlive whether the connection stays open
    static FullHttpResponse of(Response response, boolean toHead, boolean keepAlive) {
        boolean bodyless = toHead || response.status() == 204 || response.status() == 304;
        FullHttpResponse wire = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                bodyless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(response.body().bytes()));
        for (Headers.Field field : response.headers().fields()) {
            wire.headers().add(field.name(), field.value());
        }
        wire.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        if (!bodyless) {
            wire.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length());
        } else if (response.status() == 204) {
            wire.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        if (!wire.headers().contains(HttpHeaderNames.DATE)) {
            wire.headers().set(HttpHeaderNames.DATE,
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        }
        wire.headers().set(HttpHeaderNames.CONNECTION,
                keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        return wire;
    }
}
