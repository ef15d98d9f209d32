package dev.headgate.local.front;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An HTTP/1.1 server that hands over requests to the letter: the target raw, header names in the client's case, repeated
/// fields apart. Each request is served on a virtual thread of its own; requests of one connection are answered in order.
///
/// Safe for use by many threads. Closing it lets running requests finish first.
public final class HttpFront implements AutoCloseable {
    /// Longer than what API Gateway takes, so that a request just over its limits gets API Gateway's own answer.
    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final EventLoopGroup acceptors;
    private final EventLoopGroup workers;
    private final ChannelGroup connections;
    private final Channel server;
    private final Phaser running;

    private HttpFront(EventLoopGroup acceptors, EventLoopGroup workers, ChannelGroup connections, Channel server,
            Phaser running) {
        this.acceptors = acceptors;
        this.workers = workers;
        this.connections = connections;
        this.server = server;
        this.running = running;
    }

    /// Binds and begins to serve.
    ///
    /// @param host the address to bind
    /// @param port the port to bind; 0 for any free one
    /// @param bodyBytesMax the largest request body that is read; a larger one is answered by the handler
    /// @param handler answers requests; called on many threads at once
    /// @throws IOException when the address cannot be bound; the message says why
    public static HttpFront start(String host, int port, int bodyBytesMax, FrontHandler handler) throws IOException {
        EventLoopGroup acceptors = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        EventLoopGroup workers = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        Phaser running = new Phaser(1);
        HttpDecoderConfig decoding = new HttpDecoderConfig().setMaxInitialLineLength(HEAD_BYTES_MAX)
                .setMaxHeaderSize(HEAD_BYTES_MAX);
        var bound = new ServerBootstrap().group(acceptors, workers).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(new HttpServerCodec(decoding),
                                new WholeRequests(bodyBytesMax, handler), new Connection(handler, running));
                    }
                }).bind(host, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop(acceptors, workers);
            throw cannotListen(host, port, bound.cause());
        }
        return new HttpFront(acceptors, workers, connections, bound.channel(), running);
    }

    /// Finds out whether a port can be had, for whoever has more to open before, and wants to be told of this first.
    ///
    /// @throws IOException when it cannot; the message says why
    public static void checkFree(String host, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw cannotListen(host, port, e);
        }
    }

    private static IOException cannotListen(String host, int port, Throwable cause) {
        return new IOException("cannot listen on " + host + ":" + port + ": " + cause.getMessage()
                + ". Choose another --port.", cause);
    }

    /// The port that is bound.
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /// Takes no more connections, lets running requests finish for up to ten seconds, then closes everything.
    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        try {
            running.awaitAdvanceInterruptibly(running.arriveAndDeregister(), DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // A request that takes longer loses its connection, as it would when a Lambda environment is taken away.
        }
        connections.close().awaitUninterruptibly();
        stop(acceptors, workers);
    }

    private static void stop(EventLoopGroup acceptors, EventLoopGroup workers) {
        acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
