package dev.headgate.local.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigurationFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Test
    void tellsOfEveryWayInWhichAnEditorSaves(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("kong.yaml");
        Files.writeString(file, "first");
        try (FileWatch _ = FileWatch.start(only(file), () -> seen.add(content(file)))) {
            Files.writeString(file, "in place");
            awaitContent("in place");

            Path renamed = Files.writeString(folder.resolve("kong.yaml.tmp"), "renamed");
            Files.move(renamed, file, StandardCopyOption.ATOMIC_MOVE);
            awaitContent("renamed");

            Files.delete(file);
            Files.writeString(file, "written anew");
            awaitContent("written anew");
        }
    }

    @Test
    void tellsOfAFileThatDidNotExist(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("headgate.yaml");
        try (FileWatch _ = FileWatch.start(only(file), () -> seen.add(content(file)))) {
            Files.writeString(file, "auth: strict");
            awaitContent("auth: strict");
        }
    }

    @Test
    void tellsOfFilesThatComeAndGoInAFolder(@TempDir Path folder) throws Exception {
        ConfigurationFiles files = ConfigurationFiles.of(folder.toString());
        try (FileWatch _ = FileWatch.start(() -> WatchedPaths.of(files), () -> seen.add(names(files)))) {
            Files.writeString(folder.resolve("a.yaml"), "a");
            awaitContent("a.yaml headgate.yaml");
            Path inside = Files.createDirectory(folder.resolve("more"));
            awaitContent("a.yaml headgate.yaml");
            Files.writeString(inside.resolve("b.json"), "b");
            awaitContent("a.yaml b.json headgate.yaml");
            Files.delete(folder.resolve("a.yaml"));
            awaitContent("b.json headgate.yaml");
        }
    }

    private static String names(ConfigurationFiles files) {
        try {
            return WatchedPaths.of(files).files().stream().map(file -> file.getFileName().toString()).sorted()
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tellsOfWhatStandsBehindALink(@TempDir Path folder) throws Exception {
        Path first = Files.createDirectory(folder.resolve("..first"));
        Path second = Files.createDirectory(folder.resolve("..second"));
        Files.writeString(first.resolve("kong.yaml"), "first");
        Files.writeString(second.resolve("kong.yaml"), "second");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        Path file = Files.createSymbolicLink(folder.resolve("kong.yaml"), Path.of("..data", "kong.yaml"));
        try (FileWatch _ = FileWatch.start(only(file), () -> seen.add(content(file)))) {
            Files.writeString(first.resolve("kong.yaml"), "in place");
            awaitContent("in place");

            Path changed = Files.createSymbolicLink(folder.resolve("..changed"), second.getFileName());
            Files.move(changed, data, StandardCopyOption.ATOMIC_MOVE);
            awaitContent("second");

            Files.writeString(second.resolve("kong.yaml"), "in the new place");
            awaitContent("in the new place");
        }
    }

    @Test
    void goesOnAfterAChangeThatCannotBeTaken(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("kong.yaml");
        Files.writeString(file, "first");
        try (FileWatch _ = FileWatch.start(only(file), () -> {
            seen.add(content(file));
            throw new StackOverflowError("as a file too hard to read has it");
        })) {
            Files.writeString(file, "second");
            awaitContent("second");
            Files.writeString(file, "third");
            awaitContent("third");
        }
    }

    @Test
    void saysNothingOfOtherFilesInTheFolder(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("kong.yaml");
        Files.writeString(file, "first");
        try (FileWatch _ = FileWatch.start(only(file), () -> seen.add(content(file)))) {
            Files.writeString(folder.resolve("other.yaml"), "other");
            Files.writeString(file, "second");
            awaitContent("second");
        }
        assertThat(seen).allMatch("second"::equals);
    }

    /// A change may be told more than once, and while it is half done.
    private void awaitContent(String expected) throws InterruptedException {
        for (String content = seen.poll(30, TimeUnit.SECONDS); !expected.equals(content); content = seen.poll(30,
                TimeUnit.SECONDS)) {
            assertThat(content).as("the change to \"%s\"", expected).isNotNull();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }

    private static FileWatch.Source only(Path file) {
        return () -> new WatchedPaths(List.of(file), List.of());
    }
}
