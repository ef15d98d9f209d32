package dev.headgate.local.front;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/// Waits until a request's body is there, as API Gateway does; answers one that is too large.
final class WholeRequests extends HttpObjectAggregator {
    private final FrontHandler handler;

    WholeRequests(int bodyBytesMax, FrontHandler handler) {
        super(bodyBytesMax);
        this.handler = handler;
    }

    /// Adds no Content-Length where the client sent none.
    @Override
    protected void finishAggregation(FullHttpMessage aggregated) {}

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        // The rest is read and dropped: a connection that is closed on unread bytes may take the answer with it.
        var _ = context.writeAndFlush(WireResponse.of(handler.tooLarge(), false, true));
    }
}
