package dev.headgate.local.cli;

import dev.headgate.answer.Answers;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.Settings;
import dev.headgate.local.configuration.SystemSecrets;
import dev.headgate.local.front.ApiKind;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.local.front.LambdaFunction;
import dev.headgate.local.gateway.GatewayOptions;
import dev.headgate.local.gateway.LocalFunctions;
import dev.headgate.local.gateway.StoreKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headgate invoke`: hands an event to the real handler and prints its answer, as Lambda would give it.
@Command(
        name = "invoke",
        description = "Hands an API Gateway event to the real handler and prints what it answers.",
        footer = {"", "A handler that fails answers {\"errorMessage\":…}, as in Lambda, and ends the command with 1.",
                "Sample events stand in the folder events/ of a checkout."})
final class InvokeCommand implements Callable<Integer> {
    /// Which handler.
    enum Function {
        ROUTER, AUTHORIZER
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FUNCTION", description = "router or authorizer")
    private Function function;

    @Option(
            names = "--config",
            paramLabel = "CONFIG",
            required = true,
            description = "A Kong declarative file, YAML or JSON, or a folder of them. May be repeated.")
    private List<String> configs;

    @Option(
            names = "--event",
            paramLabel = "FILE",
            required = true,
            description = "A file with one event; - for one event a line on standard input, answered by a line each, in order.")
    private String event;

    @Option(
            names = "--api",
            description = "Which kind of API the event comes from: http or rest. It decides the time limit; the event's format"
                    + " is recognised. Default: ${DEFAULT-VALUE}.",
            defaultValue = "http")
    private ApiKind api;

    @Option(names = "--auth", description = "edge or strict. Default: what headgate.yaml says, else edge.")
    private Settings.Auth auth;

    @Mixin
    private ConfigurationOptions plugins;

    @Override
    public Integer call() {
        LoadedConfiguration loaded = ConfigurationInput.load(plugins.files(configs).with(SystemSecrets.open()));
        ConfigurationInput.usable(loaded, spec);
        GatewayOptions options = new GatewayOptions(0, api, Optional.ofNullable(auth), StoreKind.MEMORY,
                Optional.empty(), false, Optional.empty());
        GatewayConsole console = new GatewayConsole(spec);
        try (LocalFunctions functions = LocalFunctions.open(loaded, options, console)) {
            LambdaFunction invoked = switch (function) {
                case ROUTER -> functions.router(api, console);
                case AUTHORIZER -> functions.authorizer(console);
            };
            return event.equals("-") ? invokeLines(invoked) : invokeFile(invoked);
        } catch (IOException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
    }

    private int invokeFile(LambdaFunction invoked) throws IOException {
        Path file = Path.of(event);
        if (!Files.isReadable(file)) {
            throw new EnvironmentException("there is no readable file " + file);
        }
        return invoke(invoked, Files.readAllBytes(file)) ? Headgate.OK : Headgate.INPUT;
    }

    private int invokeLines(LambdaFunction invoked) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        boolean sound = true;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                sound &= invoke(invoked, line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return sound ? Headgate.OK : Headgate.INPUT;
    }

    /// Prints the answer on a line; false when the function failed.
    private boolean invoke(LambdaFunction invoked, byte[] input) {
        PrintWriter out = spec.commandLine().getOut();
        boolean sound = true;
        try {
            out.println(new String(invoked.invoke(input), StandardCharsets.UTF_8));
        } catch (FunctionFailedException e) {
            out.println("{\"errorMessage\":" + Answers.quoted(e.getMessage()) + ",\"errorType\":"
                    + Answers.quoted(e.errorType()) + "}");
            sound = false;
        }
        out.flush();
        return sound;
    }
}
