package dev.headgate.local.gateway;

import dev.headgate.local.front.ApiGateway;
import dev.headgate.local.front.ApiKind;
import dev.headgate.local.front.LambdaFunction;
import dev.headgate.local.process.FunctionConfiguration;
import dev.headgate.local.process.ProcessFunction;
import dev.headgate.local.process.ProcessFunctions;
import dev.headgate.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The functions as the CDK app deploys them, each as processes of its own, on the embedded store.
///
/// Safe for use by many threads.
final class GatewayProcesses implements AutoCloseable {
    /// What the CDK app gives the functions, unless `cdk.json` says otherwise.
    private static final int MEMORY_MEGABYTES = 1_024;
    private static final String REGION = "AWS_REGION";
    private static final Duration ROUTER_TIMEOUT = Duration.ofSeconds(29);

    private final ProcessOptions options;
    private final ApiKind api;
    private final TaskRoot root;
    private final ProcessFunctions processes;
    private final ProcessFunction router;
    private final ProcessFunction authorizer;
    private final ProcessFunction probes;

    private GatewayProcesses(ProcessOptions options, ApiKind api, TaskRoot root, ProcessFunctions processes) {
        this.options = options;
        this.api = api;
        this.root = root;
        this.processes = processes;
        this.router = processes.function(routerConfiguration());
        this.authorizer = processes.function(authorizerConfiguration());
        this.probes = processes.function(probesConfiguration());
    }

    /// Prepares them; the first request starts the first process.
    ///
    /// @param store the embedded DynamoDB
    /// @throws IOException when functions cannot run so on this machine; the message says why
    static GatewayProcesses open(ProcessOptions options, ApiKind api, URI store, Console console) throws IOException {
        TaskRoot root = TaskRoot.link(options.libraries(), options.plugins());
        try {
            return new GatewayProcesses(options, api, root,
                    ProcessFunctions.open(surroundings(store, options), console::log));
        } catch (IOException e) {
            root.close();
            throw e;
        }
    }

    private static Map<String, String> surroundings(URI store, ProcessOptions options) {
        Map<String, String> surroundings = new HashMap<>();
        surroundings.put("AWS_ENDPOINT_URL_DYNAMODB", store.toString());
        String region = options.variables().get().getOrDefault(REGION, "");
        if (!region.isEmpty()) {
            surroundings.put(REGION, region);
        }
        return surroundings;
    }

    LambdaFunction router() {
        return router;
    }

    LambdaFunction authorizer() {
        return authorizer;
    }

    LambdaFunction probes() {
        return probes;
    }

    /// Deploys all anew, for a configuration that has changed.
    void replace() {
        router.replace(routerConfiguration());
        authorizer.replace(authorizerConfiguration());
        probes.replace(probesConfiguration());
    }

    private FunctionConfiguration routerConfiguration() {
        return configuration("headgate-router", "dev.headgate.functions.RouterHandler", ROUTER_TIMEOUT,
                Map.of("HEADGATE_COUNTERS_TABLE", Tables.DEFAULT.counters(), "HEADGATE_CACHE_TABLE",
                        Tables.DEFAULT.cache(), "HEADGATE_HEALTH_TABLE", Tables.DEFAULT.health()));
    }

    private FunctionConfiguration authorizerConfiguration() {
        return configuration("headgate-authorizer", "dev.headgate.authorizer.AuthorizerHandler",
                ApiGateway.AUTHORIZER_TIMEOUT,
                Map.of("HEADGATE_AUTHORIZER_FORM", api.authorizerForm().name().toLowerCase(Locale.ROOT)));
    }

    private FunctionConfiguration probesConfiguration() {
        return configuration("headgate-probes", "dev.headgate.functions.HealthProbeHandler",
                LocalFunctions.PROBES_TIMEOUT, Map.of("HEADGATE_HEALTH_TABLE", Tables.DEFAULT.health()));
    }

    private FunctionConfiguration configuration(String name, String handler, Duration timeout,
            Map<String, String> own) {
        // Any credentials will do for the embedded store; calls to AWS take the user's.
        Map<String, String> variables = new HashMap<>(
                Map.of("AWS_ACCESS_KEY_ID", "headgate", "AWS_SECRET_ACCESS_KEY", "headgate"));
        variables.putAll(options.variables().get());
        variables.put("HEADGATE_CONFIG", options.files().onDisk().stream().map(Path::toAbsolutePath)
                .map(Path::toString).collect(Collectors.joining(",")));
        options.files().settingsPaths().stream().filter(Files::exists).findFirst()
                .ifPresent(file -> variables.put("HEADGATE_SETTINGS", file.toString()));
        // There is one gateway here, whatever Region calls to AWS go to.
        variables.put("HEADGATE_LIMITS", "whole");
        variables.put("HEADGATE_KEYS_TABLE", Tables.DEFAULT.keys());
        variables.putAll(own);
        return new FunctionConfiguration(name, root.folder(), handler, MEMORY_MEGABYTES, timeout,
                options.concurrency(), variables);
    }

    @Override
    public void close() {
        try (root) {
            processes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
