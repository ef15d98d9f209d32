package dev.headgate.local.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder that functions find their code in, put together of links to it: jars in `lib`, classes beside.
///
/// @param folder a temporary one
record TaskRoot(Path folder) implements AutoCloseable {
    private static final String SERVICES = "META-INF";

    /// @param libraries a folder of jars
    /// @param plugins jars, folders of jars, folders of classes
    /// @throws IOException when something is not there; the message names it
    static TaskRoot link(Path libraries, List<Path> plugins) throws IOException {
        TaskRoot root = new TaskRoot(Files.createTempDirectory("headgate-functions-"));
        try {
            Path lib = Files.createDirectory(root.folder.resolve("lib"));
            for (Path jar : jars(libraries)) {
                link(lib.resolve(jar.getFileName()), jar);
            }
            for (int i = 0; i < plugins.size(); i++) {
                root.add(plugins.get(i), "zz-" + i + "-");
            }
            return root;
        } catch (IOException e) {
            root.close();
            throw e;
        }
    }

    /// @param prefix of jars' names: they are in the class path in the order of names, and what Headgate brings comes first
    private void add(Path plugin, String prefix) throws IOException {
        if (Files.isDirectory(plugin.resolve(SERVICES))) {
            for (Path entry : entries(plugin)) {
                link(folder.resolve(entry.getFileName()), entry);
            }
        } else {
            for (Path jar : Files.isDirectory(plugin) ? jars(plugin) : List.of(plugin)) {
                link(folder.resolve("lib").resolve(prefix + jar.getFileName()), jar);
            }
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        return entries(folder).stream().filter(file -> file.toString().endsWith(".jar")).toList();
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.exists(link)) {
            throw new IOException("two folders of plugins have a " + link.getFileName() + ": make jars of them");
        }
        Files.createSymbolicLink(link, target.toAbsolutePath());
    }

    /// Removes the links, not what they lead to.
    @Override
    public void close() {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
