package dev.headgate.plugin;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Plugins that stand in jars beside Headgate's own.
public final class AddedPlugins {
    private static final String SERVICE = "META-INF/services/" + PluginProvider.class.getName();

    private AddedPlugins() {}

    /// Headgate's own plugins and those of these places. Their classes see Headgate's, and each other's.
    ///
    /// @param paths jars, folders of jars, folders of classes; empty for Headgate's own plugins alone
    /// @throws IOException when there is nothing in one of them; the message names it
    /// @throws PluginProviderException when a plugin cannot be used
    public static PluginRegistry load(List<Path> paths) throws IOException {
        if (paths.isEmpty()) {
            return PluginRegistry.OWN;
        }
        List<URL> urls = new ArrayList<>();
        for (Path path : paths) {
            urls.addAll(urls(path));
        }
        // It stays open as long as the process: a plugin loads classes when a request first needs them.
        ClassLoader loader = new URLClassLoader("plugins", urls.toArray(URL[]::new),
                PluginProvider.class.getClassLoader());
        PluginRegistry registry = PluginRegistry.load(loader);
        if (registry == PluginRegistry.OWN) {
            throw new IOException("no plugins in " + String.join(", ", paths.stream().map(Path::toString).toList())
                    + ": a jar that brings some has a file " + SERVICE);
        }
        return registry;
    }

    private static List<URL> urls(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path.toUri().toURL());
        }
        if (!Files.isDirectory(path)) {
            throw new IOException("there is no file or folder " + path);
        }
        if (Files.exists(path.resolve(SERVICE))) {
            return List.of(path.toUri().toURL());
        }
        try (Stream<Path> files = Files.list(path)) {
            List<URL> jars = new ArrayList<>();
            for (URI jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().map(Path::toUri).toList()) {
                jars.add(jar.toURL());
            }
            if (jars.isEmpty()) {
                throw new IOException("there is no jar in the folder " + path);
            }
            return jars;
        }
    }
}
