package dev.headgate.local.cli;

import dev.headgate.config.LoadedConfiguration;
import dev.headgate.difference.Difference;
import dev.headgate.difference.Reordering;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headgate diff`: what changes for traffic from one configuration to another. Its exit codes are decK's, so that a
/// pipeline can ask it whether there is anything to deploy.
@Command(
        name = "diff",
        description = "Says what changes for traffic from one configuration to another, after defaults.",
        exitCodeOnInvalidInput = DiffCommand.ERROR,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing changes for traffic", "1:a file cannot be used, or the command was used wrongly",
                "2:something changes", "3:a file cannot be read"},
        footer = {"", "Values of keys, passwords and secrets are shown as ***."})
final class DiffCommand implements Callable<Integer> {
    /// A file cannot be used.
    static final int ERROR = 1;
    /// Something changes.
    static final int CHANGES = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "BEFORE",
            description = "A Kong declarative file, YAML or JSON, or a folder of them.")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another one.")
    private String after;

    @Mixin
    private ConfigurationOptions plugins;

    @Option(
            names = "--format",
            description = "text or json: an object with the members changes (creating, updating, deleting), reordered,"
                    + " without_effect and summary. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private OutputFormat format;

    @Override
    public Integer call() {
        LoadedConfiguration earlier = load(before);
        LoadedConfiguration later = load(after);
        Difference difference = Difference.between(earlier.declared().orElseThrow().normalize(),
                later.declared().orElseThrow().normalize());
        List<Reordering> reordered = Reordering.between(earlier.gateway().orElseThrow(),
                later.gateway().orElseThrow());
        PrintWriter out = spec.commandLine().getOut();
        out.print(switch (format) {
            case TEXT -> DifferenceText.of(difference, reordered);
            case JSON -> DifferenceJson.of(difference, reordered);
        });
        out.flush();
        return difference.changes().isEmpty() && reordered.isEmpty() ? Headgate.OK : CHANGES;
    }

    private LoadedConfiguration load(String path) {
        LoadedConfiguration loaded = ConfigurationInput.load(plugins.files(List.of(path)));
        ConfigurationInput.usable(loaded, spec);
        return loaded;
    }
}
