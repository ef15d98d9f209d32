package dev.headgate.cdk;

import dev.headgate.config.SourceFile;
import dev.headgate.config.SourcePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The package that all functions are deployed with: libraries in `lib`, the configuration beside it. One package for
/// all, so that they cannot disagree about the configuration.
///
/// @param folder holds the package and nothing else
/// @param configNames names of the configuration's files and folders in the package
/// @param settingsName of `headgate.yaml` in the package; empty where there is none
/// @param aotCacheName of the AOT cache in the package; empty where there is none
record FunctionPackage(Path folder, List<String> configNames, String settingsName, String aotCacheName) {
    /// What Lambda takes unzipped (AWS Lambda developer guide, "Lambda quotas").
    static final long BYTES_MAX = 250L * 1024 * 1024;

    private static final String LIBRARIES = "lib";
    private static final String AOT_CACHE = "headgate.aot";
    private static final Set<String> TAKEN = Set.of(LIBRARIES, AOT_CACHE, SourcePaths.SETTINGS);

    /// Puts a package together.
    ///
    /// @param folder empty
    /// @param libraries the folder of the jars
    /// @param config what is put in the places of the configuration's files, which have clear keys and passwords
    /// @throws IOException when something cannot be read or written
    static FunctionPackage make(Path folder, Path libraries, NamedFiles files, List<SourceFile> config)
            throws IOException {
        copy(libraries, list(libraries), folder.resolve(LIBRARIES));
        List<Path> jars = files.jars();
        for (int i = 0; i < jars.size(); i++) {
            // Lambda puts jars into the class path in the order of their names: what Headgate brings itself comes first.
            Files.copy(jars.get(i), folder.resolve(LIBRARIES).resolve("zz-" + i + "-" + jars.get(i).getFileName()));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < files.config().size(); i++) {
            Path path = files.config().get(i);
            String name = name(path);
            // Two folders may hold files of the same name.
            String unique = files.config().size() > 1 || TAKEN.contains(name) ? i + "-" + name : name;
            write(path, config, folder.resolve(unique));
            names.add(unique);
        }
        Optional<Path> settings = settings(files.config());
        if (settings.isPresent()) {
            Files.copy(settings.get(), folder.resolve(SourcePaths.SETTINGS));
        }
        if (files.aotCache().isPresent()) {
            Files.copy(files.aotCache().get(), folder.resolve(AOT_CACHE));
        }
        return new FunctionPackage(folder, List.copyOf(names), settings.map(_ -> SourcePaths.SETTINGS).orElse(""),
                files.aotCache().map(_ -> AOT_CACHE).orElse(""));
    }

    /// How large it is.
    ///
    /// @throws IOException when it cannot be read
    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : list(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /// A name that `HEADGATE_CONFIG` can hold, which separates names by commas.
    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName()).replaceAll("[,\\s]", "_");
    }

    /// Where reading the configuration finds its settings too; there is at most one such file.
    private static Optional<Path> settings(List<Path> config) {
        return config.stream().map(Path::toAbsolutePath).map(SourcePaths::settings).filter(Files::exists).findFirst();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// @param files below a folder
    private static void copy(Path from, List<Path> files, Path to) throws IOException {
        for (Path file : files) {
            Files.copy(file, target(from, file, to));
        }
    }

    private static void write(Path from, List<SourceFile> config, Path to) throws IOException {
        for (Path file : SourcePaths.files(from)) {
            SourceFile source = config.stream().filter(known -> Path.of(known.name()).equals(file)).findFirst()
                    .orElseThrow(() -> new IOException(file + " came after the configuration was read"));
            Files.write(target(from, file, to), source.content());
        }
    }

    private static Path target(Path from, Path file, Path to) throws IOException {
        Path target = file.equals(from) ? to : to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        return target;
    }
}
