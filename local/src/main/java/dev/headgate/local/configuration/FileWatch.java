package dev.headgate.local.configuration;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Says when files change, however editors write them: in place, by renaming, by removing and writing anew. It watches the
/// folders, since a file that is replaced takes its watch with it. Closing it ends its thread.
public final class FileWatch implements AutoCloseable {
    /// An editor that saves makes several events; they are told as one change when this long nothing follows.
    private static final long QUIET_MILLIS = 50;

    private final WatchService service;
    private final Thread thread;

    private FileWatch(WatchService service, Thread thread) {
        this.service = service;
        this.thread = thread;
    }

    /// Begins to watch.
    ///
    /// @param files some of them may not exist yet; their folders do
    /// @param onChange called on the watch's own thread after each change, never twice at once
    /// @throws IOException when a folder cannot be watched
    public static FileWatch start(List<Path> files, Runnable onChange) throws IOException {
        WatchService service = FileSystems.getDefault().newWatchService();
        Set<Path> watched = files.stream().map(Path::toAbsolutePath).map(Path::normalize).collect(Collectors.toSet());
        for (Path folder : watched.stream().map(Path::getParent).collect(Collectors.toSet())) {
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
        Thread thread = Thread.ofVirtual().name("configuration watch").start(() -> run(service, watched, onChange));
        return new FileWatch(service, thread);
    }

    private static void run(WatchService service, Set<Path> watched, Runnable onChange) {
        try {
            while (true) {
                if (concerns(service.take(), watched)) {
                    for (WatchKey more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS); more != null; more = service
                            .poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
                        concerns(more, watched);
                    }
                    onChange.run();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException _) {
            // The watch was closed.
        }
    }

    private static boolean concerns(WatchKey key, Set<Path> watched) {
        Path folder = (Path) key.watchable();
        boolean concerned = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            concerned |= event.context() instanceof Path name && watched.contains(folder.resolve(name));
        }
        key.reset();
        return concerned;
    }

    @Override
    public void close() throws IOException {
        service.close();
        thread.interrupt();
    }
}
