package dev.headgate.local.cli;

import dev.headgate.local.configuration.ConfigurationFiles;
import dev.headgate.local.configuration.LoadedConfiguration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The positional argument CONFIG, shared by the commands that read a configuration.
final class ConfigurationArgument {
    @Parameters(
            paramLabel = "CONFIG",
            description = "A Kong declarative file, YAML or JSON; - for standard input. A headgate.yaml beside it is read"
                    + " too.")
    private String path;

    @Mixin
    private PluginOption plugins;

    /// Where the configuration stands.
    ConfigurationFiles files() {
        return plugins.files(path);
    }

    /// Reads the configuration, without looking its vault references up.
    ///
    /// @throws EnvironmentException when the file cannot be read
    LoadedConfiguration load() {
        return ConfigurationInput.load(files());
    }
}
