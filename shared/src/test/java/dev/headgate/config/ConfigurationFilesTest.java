package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {
    @Test
    void aFileThatIsTooLargeIsNotRead(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("kong.yaml");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(SourcePaths.FILE_BYTES_MAX + 1L);
        }
        assertThatThrownBy(() -> ConfigurationFiles.of(file.toString()).load(InputStream.nullInputStream()))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read " + file + ": a configuration has at most 67108864 bytes");
    }

    @Test
    void aPipeWithoutAnEndIsNotReadForEver() {
        assertThatThrownBy(() -> ConfigurationFiles.of("-").load(new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        })).isInstanceOf(IOException.class).hasMessage("a configuration has at most 67108864 bytes");
    }
}
