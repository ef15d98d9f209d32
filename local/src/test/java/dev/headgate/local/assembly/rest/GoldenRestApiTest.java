package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.AssemblyFolder;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.StackReader;
import dev.headgate.local.front.ApiGateway;
import dev.headgate.local.front.ApiKind;
import dev.headgate.local.front.FrontHandler.WireRequest;
import dev.headgate.local.front.LambdaFunction;
import dev.headgate.local.gateway.Console;
import dev.headgate.local.gateway.GatewayOptions;
import dev.headgate.local.gateway.LocalFunctions;
import dev.headgate.local.gateway.StoreKind;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.router.AuthenticationNeed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The template that the CDK app makes of a REST API, served with the functions' real handlers. Beside it stands the local
/// gateway as it is without a template: both give the same answers.
class GoldenRestApiTest {
    private static final String KONG = """
            _format_version: "3.0"
            services:
              - name: orders
                url: http://127.0.0.1:PORT/base
                routes:
                  - {name: open, paths: [/open]}
                  - {name: guarded, paths: [/guarded], plugins: [{name: key-auth}]}
            consumers: [{username: ann, keyauth_credentials: [{key: abc}]}]
            """;

    private static final Set<String> OF_THIS_REQUEST = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OF_THIS_REQUEST.addAll(List.of("x-amzn-RequestId", "x-amz-apigw-id", "X-Amzn-Trace-Id", "x-amzn-ErrorType",
                "X-Kong-Request-Id", "X-Kong-Proxy-Latency", "X-Kong-Upstream-Latency", "X-Kong-Response-Latency"));
    }

    private final ScriptedBackend backend = ScriptedBackend
            .answering("HTTP/1.1 200 OK\r\nServer: real\r\nX-From: backend\r\nContent-Length: 4\r\n\r\nmade");
    private LocalFunctions functions;
    private RestApiServer served;
    private ApiGateway local;

    @BeforeEach
    void serve(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("kong.yaml"),
                KONG.replace("PORT", String.valueOf(backend.port())));
        LoadedConfiguration loaded = ConfigurationFiles.of(file.toString()).load(InputStream.nullInputStream());
        Console console = new Console() {
            @Override
            public void findings(List<Diagnostic> diagnostics) {
                throw new AssertionError(diagnostics);
            }

            @Override
            public void notice(String text) {
                throw new AssertionError(text);
            }

            @Override
            public void log(String line) {
                // The functions' log is no matter here.
            }
        };
        functions = LocalFunctions.open(loaded, new GatewayOptions(0, ApiKind.REST, Optional.of(Settings.Auth.EDGE),
                StoreKind.MEMORY, Optional.empty(), false, Optional.empty()), console);
        LambdaFunction router = functions.router(ApiKind.REST, console);
        LambdaFunction authorizer = functions.authorizer(console);
        local = new ApiGateway(ApiKind.REST, router, authorizer,
                request -> AuthenticationNeed.of(functions.active().compiled(), request).isForAuthorizer(),
                InstantSource.system());

        CloudAssembly assembly = new AssemblyFolder(folder)
                .with("gateway", "us-east-1", AssemblyFolder.golden("rest-1/headgate-us-east-1")).read().assembly()
                .orElseThrow();
        Findings findings = new Findings();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        served = new RestApis(stack, stack.functions(), new RestApis.World((arn, event,
                patience) -> (arn.contains("authorizer") ? authorizer : router).invoke(event, patience), call -> {
                    throw new AssertionError(call);
                }, InstantSource.system(), Undocumented.DEFAULT)).read().getFirst();
        assertThat(findings.all()).isEmpty();
    }

    @AfterEach
    void close() {
        functions.close();
        backend.close();
    }

    private Response atEndpoint(String method, String target, Headers headers) {
        RequestKit request = RequestKit.of(method, "/live" + target);
        headers.fields().forEach(field -> request.header(field.name(), field.value()));
        return served.answer(request.request(),
                new ServedApi.Arrival(new ServedApi.Entry.Endpoint(), RequestKit.ID, RequestKit.ENVELOPE.time()));
    }

    private Response withoutTemplate(String method, String target, Headers headers) {
        return local.answer(new WireRequest(method, target, "HTTP/1.1", headers.with("Host", "api.example.com"),
                RequestKit.get("/").request().body(), "192.0.2.7", 443));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    GET     | /open             |            | 200 | made
                    POST    | /open/a/b/?c=d    |            | 200 | made
                    GET     | /                 |            | 404 | no Route matched with those values
                    DELETE  | /nothing          |            | 404 | no Route matched with those values
                    GET     | /guarded          |            | 401 | No API key found in request
                    GET     | /guarded          | apikey: no | 401 | Unauthorized
                    GET     | /guarded/x        | apikey: abc | 200 | made
                    """)
    void answers_are_those_of_the_local_gateway(String method, String target, String field, int status, String body) {
        Headers headers = field == null ? Headers.EMPTY : Headers.of(field.split(": "));
        Response answer = atEndpoint(method, target, headers);
        Response other = withoutTemplate(method, target, headers);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().utf8()).contains(body);
        assertThat(described(answer)).isEqualTo(described(other));
    }

    /// Everything that does not name the request or take time, and that both have.
    private static String described(Response response) {
        return response.status() + " " + response.body().utf8().replaceAll("[0-9a-f-]{32,36}", "ID") + " "
                + response.headers().without(OF_THIS_REQUEST::contains).fields();
    }
}
