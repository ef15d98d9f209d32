package dev.headgate.local.assembly.serving;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.identity.oidc.HttpDocumentFetcher;
import dev.headgate.event.PayloadFormat;
import dev.headgate.local.assembly.ApiMappings;
import dev.headgate.local.assembly.AssemblyFront;
import dev.headgate.local.assembly.AssemblyFront.Other;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.FunctionDefinition;
import dev.headgate.local.assembly.FunctionHost;
import dev.headgate.local.assembly.StackReader;
import dev.headgate.local.assembly.StackTemplate;
import dev.headgate.local.assembly.http.HttpApi;
import dev.headgate.local.assembly.http.HttpApis;
import dev.headgate.local.assembly.rest.RestApiServer;
import dev.headgate.local.assembly.rest.RestApis;
import dev.headgate.local.front.ApiGateway;
import dev.headgate.local.front.HttpFront;
import dev.headgate.tables.Tables;
import dev.headgate.web.JdkWebClient;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A stack of a cloud assembly, served: its APIs on ports that follow each other, its functions, its tables.
public final class AssemblyGateway implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private static final String KEYS = "-keys";

    private final List<Listening> apis;
    private final URI store;
    private final Deque<AutoCloseable> opened;

    private AssemblyGateway(List<Listening> apis, URI store, Deque<AutoCloseable> opened) {
        this.apis = List.copyOf(apis);
        this.store = store;
        this.opened = opened;
    }

    /// An API and where it is served.
    ///
    /// @param name of the API
    /// @param keys what it has routes or methods for
    public record Listening(String name, URI address, List<String> keys) {}

    /// Reads the assembly, opens everything and begins to serve.
    ///
    /// @param log takes what functions log, a line a call
    /// @throws UnservableException when there is something in the assembly that cannot be served
    /// @throws IOException when a file cannot be read, or a port cannot be had; the message says which
    public static AssemblyGateway start(AssemblyOptions options, Consumer<String> log)
            throws IOException, UnservableException {
        Findings findings = new Findings();
        StackReader stack = AssemblyStack.read(options, findings);
        AssemblyFunctions functions = stack.functions();
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            EmbeddedDynamoDb database = EmbeddedDynamoDb.start(0);
            opened.push(database);
            createTables(functions, database.endpoint());
            JdkWebClient web = new JdkWebClient();
            opened.push(web);
            Invocations invocations = new Invocations(functions, host(options, stack.stack(), database, opened, log));
            List<Listening> apis = apis(options, stack, functions, invocations, web, findings, opened);
            return new AssemblyGateway(apis, database.endpoint(), opened);
        } catch (IOException | RuntimeException | UnservableException e) {
            closeAll(opened);
            throw e;
        }
    }

    private static FunctionHost host(AssemblyOptions options, StackTemplate stack, EmbeddedDynamoDb database,
            Deque<AutoCloseable> opened, Consumer<String> log) throws IOException {
        if (options.inProcess()) {
            InProcessHost host = new InProcessHost(database.endpoint(), stack.region(), log);
            opened.push(host);
            return host;
        }
        ProcessHost host = ProcessHost.open(database.endpoint(), stack.region(), log);
        opened.push(host);
        return host;
    }

    private static List<Listening> apis(AssemblyOptions options, StackReader stack, AssemblyFunctions functions,
            Invocations invocations, JdkWebClient web, Findings findings, Deque<AutoCloseable> opened)
            throws IOException, UnservableException {
        WebBackends backends = new WebBackends(web);
        InstantSource clock = InstantSource.system();
        List<HttpApi> http = new HttpApis(stack, functions, new HttpApis.World(
                invocations::invoke, backends, new HttpDocumentFetcher(web),
                options.targets(), clock, System::nanoTime, dev.headgate.local.assembly.http.Undocumented.DEFAULT))
                .read();
        List<RestApiServer> rest = new RestApis(stack, functions, new RestApis.World(
                invocations::invoke, backends, clock,
                dev.headgate.local.assembly.rest.Undocumented.DEFAULT)).read();
        ApiMappings mappings = ApiMappings.read(stack);
        if (findings.hasErrors()) {
            throw new UnservableException(findings.all());
        }
        List<ServedApi> all = new ArrayList<>(http);
        all.addAll(rest);
        List<Listening> listening = new ArrayList<>();
        for (HttpApi api : http) {
            AssemblyFront front = new AssemblyFront(all, mappings,
                    new Other(api, "$default", PayloadFormat.HTTP_API_V2), clock);
            listening.add(new Listening(api.name(), listen(options, listening.size(), front, opened), api.routeKeys()));
        }
        for (RestApiServer api : rest) {
            String stage = api.stages().stream().sorted().findFirst().orElse("");
            AssemblyFront front = new AssemblyFront(all, mappings, new Other(api, stage, PayloadFormat.REST), clock);
            listening.add(new Listening(api.name(), listen(options, listening.size(), front, opened), api.methods()));
        }
        return listening;
    }

    private static URI listen(AssemblyOptions options, int number, AssemblyFront front, Deque<AutoCloseable> opened)
            throws IOException {
        HttpFront served = HttpFront.start(ADDRESS, options.port() == 0 ? 0 : options.port() + number,
                ApiGateway.BODY_BYTES_MAX, front);
        opened.push(served);
        return URI.create("http://" + ADDRESS + ":" + served.port());
    }

    /// All tables that a function names, by the beginning of their names.
    private static void createTables(AssemblyFunctions functions, URI endpoint) {
        Set<String> beginnings = new LinkedHashSet<>();
        for (FunctionDefinition function : functions.byArn().values()) {
            Map<String, String> variables = function.environment();
            Optional.ofNullable(variables.get("HEADGATE_KEYS_TABLE")).filter(name -> name.endsWith(KEYS))
                    .ifPresent(name -> beginnings.add(name.substring(0, name.length() - KEYS.length())));
        }
        try (DynamoDbClient client = DynamoDbClient.builder().region(Region.of("local")).endpointOverride(endpoint)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("headgate", "headgate")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
            beginnings.forEach(beginning -> Tables.named(beginning).create(client));
        }
    }

    /// The APIs in the template's order, HTTP APIs first.
    public List<Listening> apis() {
        return apis;
    }

    /// The embedded DynamoDB.
    public URI storeAddress() {
        return store;
    }

    @Override
    public void close() {
        closeAll(opened);
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception _) {
                // The rest still has to be closed, and whoever waits for that cannot do anything about this one.
            }
        }
    }
}
