package dev.headgate.local.assembly.serving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A function's package as a folder: that of the assembly, or what its zip file unpacks to.
///
/// @param path of the folder
/// @param isOwn whether it is a temporary one
record FunctionFolder(Path path, boolean isOwn) implements AutoCloseable {
    /// @param code a folder or a zip file
    static FunctionFolder of(Path code) throws IOException {
        if (Files.isDirectory(code)) {
            return new FunctionFolder(code, false);
        }
        Path folder = Files.createTempDirectory("headgate-function-");
        try (InputStream file = Files.newInputStream(code); ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(code + " has an entry that leads out of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        return new FunctionFolder(folder, true);
    }

    @Override
    public void close() {
        if (!isOwn) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
