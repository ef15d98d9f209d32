package dev.headgate.local.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/// The way to a file through symbolic links.
final class LinkedPath {
    /// As many as Linux follows; more are a circle.
    private static final int LINKS_MAX = 40;

    private LinkedPath() {}

    /// Every symbolic link on the way to a file, the file as it is named, and the file in the end.
    ///
    /// @param file it and what its links lead to may not exist
    /// @return absolute paths; each has a parent
    /// @throws IOException when a link cannot be read
    static Set<Path> steps(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        Set<Path> steps = new LinkedHashSet<>();
        steps.add(path);
        for (int links = 0; links < LINKS_MAX; links++) {
            Path link = firstLink(path);
            if (link.equals(path.getRoot())) {
                break;
            }
            steps.add(link);
            Path target = link.resolveSibling(Files.readSymbolicLink(link));
            path = target.resolve(link.relativize(path)).normalize();
        }
        steps.add(path);
        return steps;
    }

    /// The shortest beginning of a path that is a symbolic link; its root where none is.
    private static Path firstLink(Path path) {
        for (int count = 1; count <= path.getNameCount(); count++) {
            Path beginning = path.getRoot().resolve(path.subpath(0, count));
            if (Files.isSymbolicLink(beginning)) {
                return beginning;
            }
        }
        return path.getRoot();
    }
}
