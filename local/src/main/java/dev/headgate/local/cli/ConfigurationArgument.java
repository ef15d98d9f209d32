package dev.headgate.local.cli;

import dev.headgate.local.configuration.ConfigurationFiles;
import dev.headgate.local.configuration.LoadedConfiguration;
import picocli.CommandLine.Parameters;

/// The positional argument CONFIG, shared by the commands that read a configuration.
final class ConfigurationArgument {
    @Parameters(
            paramLabel = "CONFIG",
            description = "A Kong declarative file, YAML or JSON; - for standard input. A headgate.yaml beside it is read"
                    + " too.")
    private String path;

    /// Reads the configuration.
    ///
    /// @throws EnvironmentException when the file cannot be read
    LoadedConfiguration load() {
        return ConfigurationInput.load(ConfigurationFiles.of(path));
    }
}
