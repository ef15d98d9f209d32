package dev.headgate.local.cli;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.SourcePaths;
import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import dev.headgate.plan.moves.PlanRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option `--against` of `headgate plan`: the plan that a new one is compared with.
final class EarlierPlan {
    private static final String STDIN = "-";
    private static final String STDIN_NAME = "<stdin>";

    @Option(
            names = "--against",
            paramLabel = "OLD",
            description = "Prints what moves from OLD to CONFIG instead of the plan. OLD is a configuration, a file or a folder"
                    + " with a headgate.yaml of its own, or what --format json printed of one; - for standard input,"
                    + " where a configuration is planned by the settings of CONFIG.")
    private String path = "";

    boolean isGiven() {
        return !path.isEmpty();
    }

    /// Reads the plan, or makes it.
    ///
    /// @param configuration the later one
    /// @param later what reading that gave
    /// @param planner makes a plan of a configuration, by the settings of another one
    /// @throws InputException when it is no plan and no usable configuration
    PlanRecord read(ConfigurationArgument configuration, LoadedConfiguration later,
            BiFunction<LoadedConfiguration, LoadedConfiguration, PlanRecord> planner, CommandSpec spec) {
        ConfigurationFiles files = configuration.files(List.of(path));
        try {
            if (path.equals(STDIN)) {
                if (configuration.files().paths().contains(STDIN)) {
                    throw new ParameterException(spec.commandLine(),
                            "Standard input cannot be both the configuration and the plan that it is compared with");
                }
                byte[] content = SourcePaths.content(System.in);
                Optional<PlanRecord> record = record(STDIN_NAME, content);
                return record.isPresent()
                        ? record.get()
                        : planner.apply(files.load(new ByteArrayInputStream(content)), later);
            }
            Optional<PlanRecord> record = Files.isRegularFile(Path.of(path))
                    ? record(path, SourcePaths.content(Path.of(path)))
                    : Optional.empty();
            if (record.isPresent()) {
                return record.get();
            }
            LoadedConfiguration earlier = files.load(InputStream.nullInputStream());
            return planner.apply(earlier, earlier);
        } catch (IOException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
    }

    /// The plan that a document holds; empty for one that may be a configuration.
    private static Optional<PlanRecord> record(String name, byte[] content) {
        Optional<JsonValue.Members> document = JsonValue.parseObject(Body.of(content))
                .filter(members -> !members.values().containsKey("_format_version"));
        return document.map(members -> PlanRecord.of(members)
                .orElseThrow(() -> new InputException(name + " is neither a Kong declarative file, which has a"
                        + " _format_version, nor a plan as headgate plan --format json prints it.")));
    }
}
