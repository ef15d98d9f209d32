package dev.headgate.local.cli;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.LoadedConfiguration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The positional argument CONFIG, shared by the commands that read a configuration.
final class ConfigurationArgument {
    @Parameters(
            arity = "1..*",
            paramLabel = "CONFIG",
            description = "Kong declarative files, YAML or JSON, and folders of them, read as one configuration; - for"
                    + " standard input. A headgate.yaml beside them is read too.")
    private List<String> paths;

    @Mixin
    private ConfigurationOptions options;

    /// Where the configuration stands.
    ConfigurationFiles files() {
        return options.files(paths);
    }

    /// Another configuration, to be read by the same options.
    ///
    /// @param others its files and folders; `-` for standard input
    ConfigurationFiles files(List<String> others) {
        return options.files(others);
    }

    /// Reads the configuration, without looking its vault references up.
    ///
    /// @throws EnvironmentException when the file cannot be read
    LoadedConfiguration load() {
        return ConfigurationInput.load(files());
    }
}
