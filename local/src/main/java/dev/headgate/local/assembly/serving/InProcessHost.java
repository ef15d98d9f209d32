package dev.headgate.local.assembly.serving;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headgate.authorizer.AuthorizerHandler;
import dev.headgate.environment.FunctionEnvironment;
import dev.headgate.functions.RouterHandler;
import dev.headgate.local.assembly.FunctionDefinition;
import dev.headgate.local.assembly.FunctionHost;
import dev.headgate.local.front.InProcessFunction;
import dev.headgate.local.front.LambdaFunction;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Runs Headgate's functions in this process, each by the variables that its template gives it. One handler serves all
/// requests at once, as on Lambda Managed Instances.
final class InProcessHost implements FunctionHost, AutoCloseable {
    private final BackendProxy backends = BackendProxy.system();
    private final Consumer<String> log;
    private final Queue<FunctionFolder> folders = new ConcurrentLinkedQueue<>();

    /// Tells the SDK of AWS, which looks into this process' properties, where the tables are.
    ///
    /// @param store the embedded DynamoDB
    /// @param region of the stack
    InProcessHost(URI store, String region, Consumer<String> log) {
        this.log = log;
        System.setProperty("aws.endpointUrlDynamoDb", store.toString());
        System.setProperty("aws.region", region);
        System.setProperty("aws.accessKeyId", "headgate");
        System.setProperty("aws.secretAccessKey", "headgate");
    }

    @Override
    public LambdaFunction start(FunctionDefinition function) throws IOException {
        Map<String, String> variables = new HashMap<>(function.environment());
        FunctionFolder folder = FunctionFolder.of(function.code());
        folders.add(folder);
        variables.put("LAMBDA_TASK_ROOT", folder.path().toString());
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        try {
            return new InProcessFunction(function.name(), handler(function, environment), function.timeout(), log);
        } catch (RuntimeException e) {
            throw new IOException("the function " + function.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private RequestStreamHandler handler(FunctionDefinition function, FunctionEnvironment environment)
            throws IOException {
        return switch (function.handler()) {
            case "dev.headgate.functions.RouterHandler" -> {
                ActiveGateway active = environment.router();
                yield new RouterHandler(() -> active, backends, environment.routerOperation());
            }
            case "dev.headgate.authorizer.AuthorizerHandler" -> {
                ActiveGateway active = environment.authorizer();
                yield new AuthorizerHandler(() -> active, environment.authorizerForm(), Ticker.system(),
                        environment.authorizerOperation());
            }
            default -> throw new IOException("the handler " + function.handler() + " of " + function.name()
                    + " is none of Headgate's: leave out --in-process");
        };
    }

    @Override
    public void close() {
        backends.close();
        folders.forEach(FunctionFolder::close);
    }
}
