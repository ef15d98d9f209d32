package dev.headgate.cdk;

import dev.headgate.config.SourcePaths;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.plugin.PluginProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Files of the user's that go into the functions' package. `cdk.json` names them as seen from its own folder.
///
/// @param config files and folders of the configuration; at least one
/// @param plugins jars, and folders of jars
/// @param aotCache with which environments start; absent for none
record NamedFiles(List<Path> config, List<Path> plugins, Optional<Path> aotCache) {
    private static final String CLASSES = "META-INF/services/" + PluginProvider.class.getName();
    private static final String FROM = "Names count from the folder of cdk.json.";

    NamedFiles {
        config = List.copyOf(config);
        plugins = List.copyOf(plugins);
    }

    static NamedFiles of(Path cdkJson, DeploymentSettings settings) {
        return new NamedFiles(settings.config().stream().map(cdkJson::resolveSibling).toList(),
                settings.plugins().stream().map(cdkJson::resolveSibling).toList(),
                Optional.of(settings.functions().aotCache()).filter(name -> !name.isEmpty())
                        .map(cdkJson::resolveSibling));
    }

    /// What is not there, or not what it should be.
    ///
    /// @param reading says where each file is named
    /// @throws IOException when a folder cannot be read
    List<Diagnostic> problems(DeploymentFields.Reading reading) throws IOException {
        List<Diagnostic> problems = new ArrayList<>();
        for (int i = 0; i < config.size(); i++) {
            Path path = config.get(i);
            if (!Files.exists(path)) {
                problems.add(reading.mistake("config[" + i + "]", "there is no file or folder " + path + ".", FROM));
            } else if (SourcePaths.files(path).isEmpty()) {
                problems.add(reading.mistake("config[" + i + "]",
                        "there is no .yaml, .yml or .json file in " + path + ".", ""));
            }
        }
        for (int i = 0; i < plugins.size(); i++) {
            Path path = plugins.get(i);
            if (!Files.exists(path)) {
                problems.add(reading.mistake("plugins[" + i + "]", "there is no file or folder " + path + ".", FROM));
            } else if (Files.exists(path.resolve(CLASSES)) || jars(path).isEmpty()) {
                problems.add(reading.mistake("plugins[" + i + "]",
                        path + " is neither a jar nor a folder with jars in it.",
                        "Name the jar that the plugin's build makes."));
            }
        }
        aotCache.filter(path -> !Files.isRegularFile(path)).ifPresent(path -> problems
                .add(reading.mistake("aot_cache", "there is no file " + path + ".", FROM)));
        return problems;
    }

    /// All jars of plugins, in the order in which they are named.
    ///
    /// @throws IOException when a folder cannot be read
    List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path path : plugins) {
            jars.addAll(jars(path));
        }
        return jars;
    }

    private static List<Path> jars(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return path.toString().endsWith(".jar") ? List.of(path) : List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
