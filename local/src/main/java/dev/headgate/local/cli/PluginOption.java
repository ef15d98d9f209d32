package dev.headgate.local.cli;

import dev.headgate.local.configuration.AddedPlugins;
import dev.headgate.local.configuration.ConfigurationFiles;
import dev.headgate.plugin.PluginProviderException;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// The option `--plugins`, shared by the commands that have to know which plugins there are.
final class PluginOption {
    @Option(
            names = "--plugins",
            paramLabel = "PATH",
            description = "Adds plugins: a jar, a folder of jars, or a folder of classes; may be repeated.")
    private List<Path> paths = List.of();

    /// Headgate's own plugins and those that are added.
    ///
    /// @throws EnvironmentException when they cannot be used
    PluginRegistry registry() {
        try {
            return AddedPlugins.load(paths);
        } catch (IOException | PluginProviderException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
    }

    /// A configuration that may use them.
    ///
    /// @param kong the Kong file; `-` for standard input
    ConfigurationFiles files(String kong) {
        return new ConfigurationFiles(kong, registry(), Secrets.NOT_LOOKED_UP);
    }
}
