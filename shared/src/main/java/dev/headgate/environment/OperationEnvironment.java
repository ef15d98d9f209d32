package dev.headgate.environment;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.model.SecretName;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.FunctionLog;
import dev.headgate.router.FunctionTraces;
import dev.headgate.router.GatewayMetrics;
import dev.headgate.router.Operation;
import dev.headgate.router.OriginSecret;
import dev.headgate.router.Readiness;
import dev.headgate.routing.NormalizedPath;
import dev.headgate.snapshot.Restartable;
import dev.headgate.vault.AwsSecrets;
import dev.headgate.vault.Secrets;
import dev.headgate.web.JdkWebClient;
import dev.headgate.xray.XRayDaemon;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a deployed function does beside serving requests, as its environment variables say: see [FunctionEnvironment].
///
/// @param variables all of them, others included
record OperationEnvironment(Map<String, String> variables) {
    /// What CloudWatch takes as a dimension's value (`Dimension` of its API).
    private static final Pattern DEPLOYMENT_NAME = Pattern.compile("[!-~][ -~]{0,254}");

    /// @param tables that the router asks
    Restartable<Operation> ofRouter(List<String> tables) {
        String path = readyPath();
        Readiness readiness = new Readiness(path, path.isEmpty() ? List.of() : Stores.checks(tables), Ticker.system());
        readiness.warmUp();
        return operated("router", readiness);
    }

    Restartable<Operation> ofAuthorizer() {
        return operated("authenticate", new Readiness(readyPath(), List.of(), Ticker.system()));
    }

    private Restartable<Operation> operated(String name, Readiness readiness) {
        Operation untraced = Operation.NONE.withLog(log()).withReadiness(readiness);
        return new Restartable<>(() -> traces(name).map(untraced::withTraces).orElse(untraced).withOrigin(origin()));
    }

    /// Lambda names the daemon where the function is traced.
    private Optional<FunctionTraces> traces(String name) {
        return XRayDaemon.of(variables.getOrDefault("AWS_XRAY_DAEMON_ADDRESS", ""), new SecureRandom())
                .map(daemon -> new FunctionTraces(name, log().deployment(), InstantSource.system(), daemon));
    }

    private OriginSecret origin() {
        String id = variables.getOrDefault("HEADGATE_ORIGIN_SECRET", "");
        if (id.isEmpty()) {
            return OriginSecret.NONE;
        }
        try (JdkWebClient web = new JdkWebClient()) {
            Secrets secrets = new AwsSecrets(new SdkAwsSigner(variables, web, InstantSource.system()), web);
            return switch (secrets.secret(
                    new SecretName.ManagedSecret(SecretName.Origin.ENVIRONMENT, id, "AWSCURRENT"))) {
                case Secrets.Answer.Found(String text) -> OriginSecret.parse(text);
                case Secrets.Answer.NotLookedUp _ ->
                        throw new EnvironmentException("HEADGATE_ORIGIN_SECRET: nobody was asked for the secret");
                case Secrets.Answer.Failed(String problem, String hint) -> throw new EnvironmentException(
                        ("HEADGATE_ORIGIN_SECRET: " + problem + " " + hint).strip());
            };
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(
                    "HEADGATE_ORIGIN_SECRET names the secret " + id + ", which cannot be used: " + e.getMessage(), e);
        }
    }

    private String readyPath() {
        String path = variables.getOrDefault("HEADGATE_READY_PATH", "");
        if (!path.isEmpty() && !(path.startsWith("/") && NormalizedPath.of(path).text().equals(path))) {
            throw new EnvironmentException("HEADGATE_READY_PATH is \"" + path
                    + "\"; it has to be a path as it is matched, such as /ready: without dot segments, doubled slashes "
                    + "or needless percent-encoding");
        }
        return path;
    }

    /// What is told of each request.
    ///
    /// @throws EnvironmentException when a variable cannot be used
    FunctionLog log() {
        String name = variables.getOrDefault("HEADGATE_NAME", GatewayMetrics.DEFAULT_DEPLOYMENT);
        if (!DEPLOYMENT_NAME.matcher(name).matches()) {
            throw new EnvironmentException(
                    "HEADGATE_NAME is \"" + name + "\"; as a dimension of metrics it has to be 1 to "
                            + "255 printable ASCII characters, and begin with no space");
        }
        String routes = variables.getOrDefault("HEADGATE_ROUTE_METRICS", "false");
        if (!routes.equals("true") && !routes.equals("false")) {
            throw new EnvironmentException(
                    "HEADGATE_ROUTE_METRICS is \"" + routes + "\"; it has to be true or false");
        }
        // Not the invocation's logger: with Lambda's JSON log format that wraps a line, and CloudWatch finds no metrics in
        // it.
        return new FunctionLog(name, routes.equals("true"), InstantSource.system(), System.out::println);
    }
}
