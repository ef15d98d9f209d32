package dev.headgate.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings.Auth;
import dev.headgate.functions.TestApi.Style;
import dev.headgate.plugin.PluginKit;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.FunctionTraces;
import dev.headgate.router.GatewayKit;
import dev.headgate.router.Operation;
import dev.headgate.xray.XRayDaemon;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What X-Ray learns of requests from both functions.
class TracesTest {
    private static final String CONFIG = """
            services:
            - name: s
              host: 127.0.0.1
              port: PORT
              retries: 0
              routes:
              - {name: open, paths: [/open]}
              - {name: keyed, paths: [/keyed], plugins: [{name: key-auth}]}
            - {name: closed, host: 127.0.0.1, port: 1, retries: 0, routes: [{name: closed, paths: [/closed]}]}
            consumers:
            - {username: alice, keyauth_credentials: [{key: s3cr3t}]}
            """;

    @ParameterizedTest(name = "{0} by the {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /open/s3cr3t?s3cr3t    | router     | router http 200 decision=proxied route: {127.0.0.1 remote http 200}
            /keyed?apikey=s3cr3t   | router     | router http 200 decision=proxied route: {authenticate},{127.0.0.1 remote http 200}
            /keyed?apikey=other    | router     | router http 401 error decision=plugin route: {authenticate}
            /closed?s3cr3t         | router     | router http 502 fault decision=failed route: {127.0.0.1 remote fault}
            /s3cr3t                | router     | router http 404 error decision=refused
            /keyed?apikey=s3cr3t   | authorizer | authenticate decision=attested route
            /keyed?apikey=other    | authorizer | authenticate http 401 error decision=refused route
            """)
    void a_request_is_told_of(String target, String function, String told) throws IOException {
        try (DatagramSocket listening = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                ScriptedBackend backend = ScriptedBackend.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            listening.setSoTimeout(30_000);
            ActiveGateway gateway = GatewayKit.active(CONFIG, backend.port(), PluginKit.NOW, Auth.STRICT);
            XRayDaemon daemon = XRayDaemon.of("127.0.0.1:" + listening.getLocalPort(), new SecureRandom())
                    .orElseThrow();
            FunctionTraces traces = new FunctionTraces(function.equals("router") ? "router" : "authenticate", "orders",
                    gateway.resources().clock(), daemon);
            try (TestApi api = new TestApi(Style.HTTP, gateway, Operation.NONE.withTraces(traces))) {
                if (function.equals("router")) {
                    api.sendToRouter(GatewayKit.request("GET", target), Map.of());
                } else {
                    api.judge(GatewayKit.request("GET", target));
                }
                String document = received(listening);
                assertThat(summary(document)).isEqualTo(told);
                assertThat(document).contains("\"trace_id\":\"1-5759e988-bd862e3fe1be46a994272793\"",
                        "\"parent_id\":\"53995c3f42cd8ad8\"", "\"deployment\":\"orders\"")
                        .doesNotContain("s3cr3t", "other");
            }
        }
    }

    /// Without ids and times.
    private static String summary(String document) {
        return document.replaceAll("(?s)^\\{\"format\":\"json\",\"version\":1}\n\\{\"type\":\"subsegment\",", "")
                .replaceAll("\"(trace_id|parent_id)\":\"[^\"]*\",", "").replaceAll("\"id\":\"[0-9a-f]{16}\",", "")
                .replaceAll("\"(start|end)_time\":\\d+\\.\\d{6},?", "")
                .replaceAll("\"http\":\\{\"response\":\\{\"status\":(\\d+)}}", "http $1")
                .replaceAll(
                        "\"annotations\":\\{\"decision\":\"(\\w+)\",\"deployment\":\"orders\"(,\"route\":\"[^\"]*\")?}",
                        "decision=$1$2")
                .replaceAll(",\"route\":\"[^\"]*\"", ",route")
                .replaceAll("\"(error|fault)\":true", "$1").replaceAll("\"name\":\"([^\"]*)\"", "$1")
                .replace("\"namespace\":\"remote\"", "remote").replaceAll(",?\"subsegments\":\\[(.*)]", ": $1")
                .replaceAll(",}", "}").replaceAll("}$", "").replaceAll(",(?!\\{)", " ").strip();
    }

    private static String received(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }
}
