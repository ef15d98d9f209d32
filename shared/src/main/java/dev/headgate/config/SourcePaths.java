package dev.headgate.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The files that a path stands for, as decK finds them (go-database-reconciler, pkg/utils, `ConfigFilesInDir`): itself,
/// or, for a folder, everything in it and in its folders that ends in `.yaml`, `.yml` or `.json`, in the order of names.
///
/// Unlike decK it leaves out `headgate.yaml` and everything hidden: the folders of Git, and those in which Kubernetes
/// keeps each mounted file a second time.
public final class SourcePaths {
    /// The file beside a configuration that is Headgate's own.
    public static final String SETTINGS = "headgate.yaml";

    /// The largest file that is read. Some hundred thousand routes fit.
    public static final int FILE_BYTES_MAX = 64 * 1024 * 1024;

    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json");

    private SourcePaths() {}

    /// The files of a configuration, with what stands in them.
    ///
    /// @param path a file or a folder
    /// @param name what the user calls it: the files' names begin so
    /// @throws IOException when something cannot be read, or a folder has no such file; the message names it
    public static List<SourceFile> read(Path path, String name) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (Path file : files(path)) {
            sources.add(new SourceFile(Path.of(name).resolve(path.relativize(file)).toString(), content(file)));
        }
        if (sources.isEmpty()) {
            throw new IOException("there is no .yaml, .yml or .json file in " + path);
        }
        return sources;
    }

    /// What stands in a file.
    ///
    /// @throws IOException when it cannot be read; the message names it
    public static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return content(in);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// All that comes. A device, or a pipe without an end, would take all memory.
    ///
    /// @throws IOException when it cannot be read, or is too much
    public static byte[] content(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
        if (bytes.length > FILE_BYTES_MAX) {
            throw new IOException("a configuration has at most " + FILE_BYTES_MAX + " bytes");
        }
        return bytes;
    }

    /// The files of a configuration.
    ///
    /// @param path a file, which is taken whatever its name is, or a folder
    /// @throws IOException when a folder cannot be read
    public static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> files = new ArrayList<>();
        collect(path, files, new ArrayList<>());
        return files;
    }

    /// The folders in which files can come to be part of a configuration.
    ///
    /// @throws IOException when a folder cannot be read
    public static List<Path> folders(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        List<Path> folders = new ArrayList<>();
        collect(path, new ArrayList<>(), folders);
        return folders;
    }

    /// Where the settings stand that belong to a path: in a folder, or beside a file.
    public static Path settings(Path path) {
        return Files.isDirectory(path) ? path.resolve(SETTINGS) : path.resolveSibling(SETTINGS);
    }

    private static void collect(Path folder, List<Path> files, List<Path> folders) throws IOException {
        folders.add(folder);
        for (Path entry : entries(folder)) {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                collect(entry, files, folders);
            } else if (isPart(entry) && !Files.isDirectory(entry)) {
                files.add(entry);
            }
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(entries::add);
        }
        return entries.stream().filter(entry -> !name(entry).startsWith("."))
                .sorted(Comparator.comparing(SourcePaths::name)).toList();
    }

    /// Whether a file with this name belongs to the configuration of its folder.
    public static boolean isPart(Path file) {
        String name = name(file);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.lastIndexOf('.') > 0 && !name.equals(SETTINGS) && !name.startsWith(".") && ENDINGS.contains(ending);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
