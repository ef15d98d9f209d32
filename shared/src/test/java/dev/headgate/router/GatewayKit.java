package dev.headgate.router;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.Settings;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Resources;
import dev.headgate.proxy.TrustedPeers;
import dev.headgate.ratelimit.MemoryCounterStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;

/// Gateways made of Kong files, as users write them, for tests.
public final class GatewayKit {
    public static final String REQUEST_ID = "0123456789abcdef0123456789abcdef";

    private GatewayKit() {}

    /// The gateway of this file, in force at [PluginKit#NOW] with authentication at the edge. `PORT` stands for the port
    /// of a backend.
    ///
    /// @throws AssertionError when the file has mistakes
    public static ActiveGateway active(String yaml, int port) {
        return active(yaml, port, PluginKit.NOW, Settings.Auth.EDGE);
    }

    public static ActiveGateway active(String yaml, int port, Instant now, Settings.Auth auth) {
        Gateway gateway = read(yaml.replace("PORT", Integer.toString(port)));
        Resources resources = PluginKit.resources(new DeclaredCredentials(gateway), new MemoryCounterStore(), now);
        return new ActiveGateway(CompiledGateway.of(gateway, TrustedPeers.NONE, new SplittableRandom(1)),
                resources, auth);
    }

    private static Gateway read(String yaml) {
        Reading reading = new KongReader(InstantSource.fixed(PluginKit.NOW)).read("kong.yaml",
                "_format_version: \"3.0\"\n" + yaml);
        return reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics().toString()));
    }

    /// A request by 203.0.113.7 to `http://example.com`, with headers given as alternating names and values.
    public static Request request(String method, String target, String... headers) {
        Headers all = Headers.of(headers);
        String host = all.contains("Host") ? all.first("Host") : "example.com";
        return new Request(method, "http", host, 80, RequestTarget.parse(target),
                all.contains("Host") ? all : all.plus("Host", host), Body.EMPTY, new Request.Client("203.0.113.7", ""),
                REQUEST_ID);
    }

    public static Request overHttps(Request request) {
        return new Request(request.method(), "https", request.host(), 443, request.target(), request.headers(),
                request.body(), request.client(), request.requestId());
    }
}
