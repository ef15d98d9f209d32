package dev.headgate.local.configuration;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.SourcePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /// Those of a configuration; none for standard input.
    ///
    /// @throws IOException when a folder cannot be read
    public static WatchedPaths of(ConfigurationFiles configuration) throws IOException {
        List<Path> files = new ArrayList<>(configuration.settingsPaths());
        List<Path> folders = new ArrayList<>();
        for (Path path : configuration.onDisk()) {
            files.addAll(SourcePaths.files(path));
            folders.addAll(SourcePaths.folders(path));
        }
        return new WatchedPaths(files, folders);
    }
}
