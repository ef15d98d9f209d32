package dev.headgate.cdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The package that all functions are deployed with: libraries in `lib`, the configuration beside it. One package for
/// all, so that they cannot disagree about the configuration.
///
/// @param folder holds the package and nothing else
/// @param configNames names of the configuration's files and folders in the package
/// @param settingsName of `headgate.yaml` in the package; empty where there is none
record FunctionPackage(Path folder, List<String> configNames, String settingsName) {
    private static final String SETTINGS = "headgate.yaml";

    /// Puts a package together.
    ///
    /// @param folder empty
    /// @param libraries the folder of the jars
    /// @param config files and folders of the configuration
    /// @throws IOException when something cannot be read or written
    static FunctionPackage make(Path folder, Path libraries, List<Path> config) throws IOException {
        copy(libraries, folder.resolve("lib"));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < config.size(); i++) {
            // Two folders may hold files of the same name.
            String name = config.size() == 1
                    ? config.get(i).getFileName().toString()
                    : i + "-" + config.get(i).getFileName();
            copy(config.get(i), folder.resolve(name));
            names.add(name);
        }
        Path settings = config.getFirst().toAbsolutePath().resolveSibling(SETTINGS);
        if (Files.exists(settings)) {
            Files.copy(settings, folder.resolve(SETTINGS));
        }
        return new FunctionPackage(folder, List.copyOf(names), Files.exists(settings) ? SETTINGS : "");
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            Files.copy(from, to);
            return;
        }
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.sorted().toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
