package dev.headgate.plugin.ai;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.config.Settings;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Written;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.GatewayKit;
import dev.headgate.router.Router;
import dev.headgate.web.JdkWebClient;
import dev.headgate.web.RecordingServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/// A gateway with AI plugins on one route, and behind it a server that plays provider and backend.
final class AiKit implements AutoCloseable {
    private static final String ROUTE = """
            services:
              - name: backend
                url: http://127.0.0.1:PORT/backend
                retries: 0
                routes:
                  - name: r
                    paths: ['~/ask/(?<model>[a-z0-9-]+)$', /]
                    strip_path: false
            plugins:
            """;

    private final RecordingServer server;
    private final BackendProxy proxy = BackendProxy.system();
    private final JdkWebClient web = new JdkWebClient();

    /// @param answer what the server answers
    AiKit(Function<Request, Response> answer) {
        this.server = RecordingServer.answering(answer);
    }

    /// One that answers every request alike, as [Written] reads it.
    static AiKit answering(String answer) {
        return new AiKit(_ -> Written.response(answer));
    }

    RecordingServer server() {
        return server;
    }

    /// What a client gets.
    ///
    /// @param plugins lines of `- {name: …, config: …}`; `PORT` stands for the server's port
    Response send(String plugins, Request request) {
        String yaml = ROUTE + plugins.strip().indent(2);
        ActiveGateway plain = GatewayKit.active(yaml, server.port(), PluginKit.NOW, Settings.Auth.STRICT);
        ActiveGateway active = new ActiveGateway(plain.compiled(), plain.resources().withWeb(web)
                .withAws(new SdkAwsSigner(Map.of("AWS_REGION", "us-east-1"), web,
                        InstantSource.fixed(PluginKit.NOW))),
                plain.auth());
        return new Router(proxy).handle(active, request, Attestation.NONE,
                Deadline.in(Duration.ofSeconds(30), Ticker.system())).response();
    }

    /// A POST of a JSON document to `/ask`.
    static Request ask(String document, String... headers) {
        return PluginKit.withBody(PluginKit.request("POST", "/ask", headers), "application/json", document);
    }

    /// Status and content, JSON in one form.
    static String shown(Response response) {
        return response.status() + " " + JsonValue.parse(response.body()).map(JsonValue::document)
                .orElse(response.body().utf8());
    }

    @Override
    public void close() {
        server.close();
        proxy.close();
        web.close();
    }
}
