package dev.headgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

/// The least that any reader of such a file does: the YAML library makes a tree of it.
public final class YamlAlone {
    private YamlAlone() {}

    /// Parses a file.
    public static void main(String[] arguments) throws IOException {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        if (new Compose(settings).composeString(Files.readString(Path.of(arguments[0]))).isEmpty()) {
            throw new IOException("an empty file");
        }
    }
}
