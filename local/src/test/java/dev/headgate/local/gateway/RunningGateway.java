package dev.headgate.local.gateway;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.http.Response;
import dev.headgate.local.front.ApiKind;
import dev.headgate.local.front.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// The local gateway on a free port, with a configuration written in the test, and a client for it.
final class RunningGateway implements AutoCloseable {
    private final LocalGateway gateway;
    private final BlockingQueue<String> notices;
    private final List<String> log;

    private RunningGateway(LocalGateway gateway, BlockingQueue<String> notices, List<String> log) {
        this.gateway = gateway;
        this.notices = notices;
        this.log = log;
    }

    /// Serves a configuration from a file in the folder.
    static RunningGateway start(Path folder, String kong, GatewayOptions options) {
        BlockingQueue<String> notices = new LinkedBlockingQueue<>();
        List<String> log = new CopyOnWriteArrayList<>();
        try {
            Path file = Files.writeString(folder.resolve("kong.yaml"), kong);
            ConfigurationFiles files = ConfigurationFiles.of(file.toString());
            LoadedConfiguration loaded = files.load(InputStream.nullInputStream());
            if (loaded.gateway().isEmpty()) {
                throw new AssertionError(loaded.diagnostics().toString());
            }
            return new RunningGateway(LocalGateway.start(files, loaded, options, new Console() {
                @Override
                public void findings(List<Diagnostic> diagnostics) {
                    diagnostics.forEach(diagnostic -> notices.add(diagnostic.toString()));
                }

                @Override
                public void notice(String text) {
                    notices.add(text);
                }

                @Override
                public void log(String line) {
                    log.add(line);
                }
            }), notices, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Serves a configuration with counters in memory.
    static RunningGateway start(Path folder, String kong, ApiKind api, Settings.Auth auth) {
        return start(folder, kong, options(api, auth, StoreKind.MEMORY, false));
    }

    static GatewayOptions options(ApiKind api, Settings.Auth auth, StoreKind store, boolean watch) {
        return new GatewayOptions(0, api, Optional.of(auth), store, Optional.empty(), watch, Optional.empty());
    }

    int port() {
        return gateway.address().getPort();
    }

    LocalGateway gateway() {
        return gateway;
    }

    /// The answer to a request that is written out, without `Host` and the empty line: `GET /a`, then fields.
    Response send(String requestLine, String... fields) {
        return send(requestLine, new byte[0], fields);
    }

    Response send(String requestLine, byte[] body, String... fields) {
        StringBuilder head = new StringBuilder(requestLine).append(" HTTP/1.1\n");
        if (List.of(fields).stream().noneMatch(field -> field.startsWith("Host:"))) {
            head.append("Host: example.com\n");
        }
        for (String field : fields) {
            head.append(field).append('\n');
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append('\n');
        }
        head.append("Connection: close\n\n");
        try (RawClient client = new RawClient(port())) {
            client.send(head.toString());
            client.send(body);
            return requestLine.startsWith("HEAD ") ? client.receiveHead() : client.receive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next thing that the gateway says to whoever runs it.
    String nextNotice() throws InterruptedException {
        return notices.take();
    }

    /// Everything that the functions logged.
    List<String> log() {
        return log;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
