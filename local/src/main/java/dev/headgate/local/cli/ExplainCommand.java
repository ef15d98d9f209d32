package dev.headgate.local.cli;

import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.Settings;
import dev.headgate.http.Request;
import dev.headgate.model.Consumer;
import dev.headgate.model.Gateway;
import dev.headgate.router.CompiledGateway;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headgate explain`: where a request goes and why.
@Command(
        name = "explain",
        description = "Says where a request goes and why: route, service, upstream URL, plugins, and what other routes lack.")
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "METHOD", description = "The request's method, as in GET.")
    private String method;

    @Parameters(
            index = "1",
            paramLabel = "URL",
            description = "http://host/path?query, or a path alone. It is taken to the letter.")
    private String url;

    @Option(names = {"-H", "--header"}, paramLabel = "'NAME: VALUE'", description = "A header field; may be repeated.")
    private List<String> headers = List.of();

    @Option(
            names = "--config",
            paramLabel = "CONFIG",
            required = true,
            description = "A Kong declarative file, YAML or JSON, or a folder of them; - for standard input. May be repeated.")
    private List<String> configs;

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            description = "Suppose that this consumer calls: plugins of its own then count.")
    private String consumer;

    @Option(names = "--auth", description = "edge or strict. Default: what headgate.yaml says, else edge.")
    private Settings.Auth auth;

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.", defaultValue = "text")
    private OutputFormat format;

    @Mixin
    private ConfigurationOptions plugins;

    @Override
    public Integer call() {
        LoadedConfiguration loaded = ConfigurationInput.load(plugins.files(configs));
        Gateway gateway = ConfigurationInput.usable(loaded, spec);
        CompiledGateway compiled = Compilation.of(gateway, loaded);
        Request request = ExplainedRequest.of(method, url, headers, spec);
        RequestExplanation explanation = RequestExplanation.of(compiled, request, consumer(gateway),
                Optional.ofNullable(auth).orElse(loaded.settings().auth()));
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> out.print(ExplanationText.of(explanation));
            case JSON -> out.println(ExplanationJson.of(explanation));
        }
        out.flush();
        return Headgate.OK;
    }

    private Optional<Consumer> consumer(Gateway gateway) {
        if (consumer == null) {
            return Optional.empty();
        }
        return Optional.of(gateway.consumers().stream()
                .filter(known -> known.username().equals(consumer) || known.id().equals(consumer)).findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(),
                        "there is no consumer " + consumer + " in " + String.join(", ", configs))));
    }
}
