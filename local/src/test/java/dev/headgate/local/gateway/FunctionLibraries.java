package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/// What the functions' package has in its `lib`, made of this test's class path: the package itself is built later.
final class FunctionLibraries {
    private FunctionLibraries() {}

    /// @param folder empty
    static Path collect(Path folder) throws IOException {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        for (int i = 0; i < entries.length; i++) {
            Path entry = Path.of(entries[i]);
            if (Files.isRegularFile(entry)) {
                Files.createSymbolicLink(folder.resolve(i + "-" + entry.getFileName()), entry);
            } else if (entry.endsWith("classes")) {
                assertThat(jar.run(System.out, System.err, "--create", "--no-compress", "--file",
                        folder.resolve(i + "-classes.jar").toString(), "-C", entry.toString(), ".")).isZero();
            }
        }
        return folder;
    }
}
