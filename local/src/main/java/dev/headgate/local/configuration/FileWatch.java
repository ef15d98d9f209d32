package dev.headgate.local.configuration;

import dev.headgate.config.SourcePaths;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says when files change, however editors write them: in place, by renaming, by removing and writing anew. It watches the
/// folders, since a file that is replaced takes its watch with it, and those of every symbolic link on the way to a file,
/// since mounted configurations change by a link's new target. Closing it ends its thread.
public final class FileWatch implements AutoCloseable {
    /// An editor that saves makes several events; they are told as one change when this long nothing follows.
    private static final long QUIET_MILLIS = 50;

    private final WatchService service;
    private final Source source;
    private final Runnable onChange;

    /// Says what to watch; asked again after each change.
    @FunctionalInterface
    public interface Source {
        /// What to watch now.
        ///
        /// @throws IOException when a folder cannot be read
        WatchedPaths watched() throws IOException;
    }

    /// What counts as a change.
    ///
    /// @param steps files, folders and links by their absolute paths
    /// @param folders in which every file of a configuration counts, and every folder
    private record Watched(Set<Path> steps, Set<Path> folders) {
        boolean concerns(Path changed) {
            boolean isInside = folders.contains(changed.getParent())
                    && (SourcePaths.isPart(changed) || Files.isDirectory(changed));
            return steps.contains(changed) || folders.contains(changed) || isInside;
        }
    }

    private FileWatch(WatchService service, Source source, Runnable onChange) {
        this.service = service;
        this.source = source;
        this.onChange = onChange;
    }

    /// Begins to watch.
    ///
    /// @param source asked anew after each change; some of its files may not exist yet, their folders do
    /// @param onChange called on the watch's own thread after each change, never twice at once
    /// @throws IOException when a folder cannot be watched
    public static FileWatch start(Source source, Runnable onChange) throws IOException {
        FileWatch watch = new FileWatch(FileSystems.getDefault().newWatchService(), source, onChange);
        Watched watched = watch.register();
        Thread.ofVirtual().name("configuration watch").start(() -> watch.run(watched));
        return watch;
    }

    /// Watches the folders of everything whose change changes a file. A folder that is watched already stays so.
    ///
    /// @return what to look for in them
    private Watched register() throws IOException {
        WatchedPaths paths = source.watched();
        Set<Path> watched = new LinkedHashSet<>();
        for (Path path : Stream.concat(paths.files().stream(), paths.folders().stream()).toList()) {
            watched.addAll(LinkedPath.steps(path));
        }
        Set<Path> inside = paths.folders().stream().map(folder -> folder.toAbsolutePath().normalize())
                .collect(Collectors.toSet());
        Set<Path> all = watched.stream().map(Path::getParent).filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        all.addAll(inside);
        for (Path folder : all) {
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
        return new Watched(watched, inside);
    }

    private void run(Watched first) {
        Watched watched = first;
        try {
            while (true) {
                if (concerns(service.take(), watched)) {
                    for (WatchKey more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS); more != null; more = service
                            .poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
                        concerns(more, watched);
                    }
                    watched = registerAnew(watched);
                    tell(onChange);
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException _) {
            // The watch was closed.
        }
    }

    /// A link may lead elsewhere now. Where it leads nowhere, what was watched still tells when that ends.
    private Watched registerAnew(Watched watched) {
        try {
            return register();
        } catch (IOException _) {
            return watched;
        }
    }

    /// What goes wrong is reported as if the thread ended with it; the next change is told all the same.
    private static void tell(Runnable onChange) {
        try {
            onChange.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private static boolean concerns(WatchKey key, Watched watched) {
        Path folder = (Path) key.watchable();
        boolean concerned = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            concerned |= event.context() instanceof Path name && watched.concerns(folder.resolve(name));
        }
        key.reset();
        return concerned;
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
