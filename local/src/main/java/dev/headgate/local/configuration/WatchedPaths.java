package dev.headgate.local.configuration;

import java.nio.file.Path;
import java.util.List;

/// What to look at for changes.
///
/// @param files some of them may not exist yet; their folders do
/// @param folders in which files of a configuration may come and go
public record WatchedPaths(List<Path> files, List<Path> folders) {
    public WatchedPaths {
        files = List.copyOf(files);
        folders = List.copyOf(folders);
    }
}
