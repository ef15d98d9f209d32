package dev.headgate.local.cli;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.ReadingOptions;
import dev.headgate.plugin.AddedPlugins;
import dev.headgate.plugin.PluginProviderException;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// How configurations are read, shared by the commands that read one.
final class ConfigurationOptions {
    @Option(
            names = "--plugins",
            paramLabel = "PATH",
            description = "Adds plugins: a jar, a folder of jars, or a folder of classes; may be repeated.")
    private List<Path> pluginPaths = List.of();

    @Option(
            names = "--env",
            description = "Replaces $$NAME and $${NAME} in values by environment variables, for files made for a shell.")
    private boolean env;

    @Option(
            names = "--select-tag",
            paramLabel = "TAG",
            split = ",",
            description = "Reads only entities with this tag, and what stands inside them; of several tags they need all. May"
                    + " be repeated.")
    private List<String> selectTags = List.of();

    /// Where added plugins stand.
    List<Path> pluginPaths() {
        return pluginPaths;
    }

    /// The options in force that only a process that reads this command line knows of; empty for none.
    String knownHereOnly() {
        if (env) {
            return "--env";
        }
        return selectTags.isEmpty() ? "" : "--select-tag";
    }

    /// Headgate's own plugins and those that are added.
    ///
    /// @throws EnvironmentException when they cannot be used
    PluginRegistry registry() {
        try {
            return AddedPlugins.load(pluginPaths);
        } catch (IOException | PluginProviderException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
    }

    /// A configuration that is read so.
    ///
    /// @param paths files and folders; `-` for standard input
    ConfigurationFiles files(List<String> paths) {
        ReadingOptions options = new ReadingOptions(System.getenv(),
                env ? ReadingOptions.Placeholders.FILLED_IN : ReadingOptions.Placeholders.LITERAL, selectTags);
        return new ConfigurationFiles(paths, registry(), Secrets.NOT_LOOKED_UP, options);
    }
}
