package dev.headgate.local.front;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.front.FrontHandler.WireRequest;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Phaser;

/// The requests of one connection, answered one after the other. Its fields are touched by the connection's event loop
/// only.
final class Connection extends ChannelInboundHandlerAdapter {
    private final FrontHandler handler;
    private final Phaser running;
    private final Queue<Pending> pending = new ArrayDeque<>();
    private boolean busy;

    /// A request that waits for its turn; `request` is empty for bytes that are no request.
    private record Pending(List<WireRequest> request, boolean head, boolean keepAlive) {}

    Connection(FrontHandler handler, Phaser running) {
        this.handler = handler;
        this.running = running;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof FullHttpRequest request) {
                pending.add(read(context, request));
                serveNext(context);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private static Pending read(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return new Pending(List.of(), false, false);
        }
        List<Headers.Field> fields = new ArrayList<>(request.headers().size());
        for (Map.Entry<String, String> field : request.headers()) {
            fields.add(new Headers.Field(field.getKey(), field.getValue()));
        }
        InetSocketAddress peer = (InetSocketAddress) context.channel().remoteAddress();
        InetSocketAddress own = (InetSocketAddress) context.channel().localAddress();
        WireRequest wire = new WireRequest(request.method().name(), request.uri(), request.protocolVersion().text(),
                Headers.of(fields), Body.of(ByteBufUtil.getBytes(request.content())),
                peer.getAddress().getHostAddress(),
                own.getPort());
        return new Pending(List.of(wire), request.method().equals(HttpMethod.HEAD), HttpUtil.isKeepAlive(request));
    }

    /// Reading pauses while a request is served: a client that does not wait for answers waits in its own socket.
    private void serveNext(ChannelHandlerContext context) {
        if (busy || pending.isEmpty()) {
            return;
        }
        busy = true;
        context.channel().config().setAutoRead(false);
        Pending next = pending.remove();
        running.register();
        Thread.ofVirtual().name("request").start(() -> {
            try {
                FullHttpResponse response = answer(next);
                context.executor().execute(() -> write(context, next, response));
            } catch (RuntimeException | Error e) {
                // A bug, which this thread's end reports; the client need not wait for an answer.
                context.executor().execute(() -> {
                    running.arriveAndDeregister();
                    close(context);
                });
                throw e;
            }
        });
    }

    private FullHttpResponse answer(Pending next) {
        Response response = next.request().isEmpty()
                ? handler.malformed()
                : handler.answer(next.request().getFirst());
        return WireResponse.of(response, next.head(), next.keepAlive());
    }

    private void write(ChannelHandlerContext context, Pending served, FullHttpResponse response) {
        context.writeAndFlush(response).addListener(written -> {
            running.arriveAndDeregister();
            busy = false;
            if (written.isSuccess() && served.keepAlive()) {
                serveNext(context);
                if (!busy) {
                    context.channel().config().setAutoRead(true);
                }
            } else {
                close(context);
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The peer is gone or speaks no HTTP: there is nobody left to answer.
        close(context);
    }

    private static void close(ChannelHandlerContext context) {
        // Nothing follows a close, whether or not it succeeds.
        var _ = context.close();
    }
}
