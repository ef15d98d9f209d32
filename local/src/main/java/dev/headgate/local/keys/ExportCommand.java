package dev.headgate.local.keys;

import dev.headgate.identity.keys.StoredKey;
import dev.headgate.local.cli.EnvironmentException;
import dev.headgate.local.cli.Headgate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headgate keys export`: everything that is stored of all keys, for `headgate keys import`.
@Command(name = "export",
        description = "Writes all that is stored of every key, for headgate keys import. There is no key in clear in it.")
final class ExportCommand implements Callable<Integer> {
    /// What files of keys look like.
    enum FileFormat {
        /// One object a line.
        JSON,
        /// With a line of column names.
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions store;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to write; - for standard output, the default.",
            defaultValue = "-")
    private String file;

    @Option(names = "--format", description = "json, an object a line, or csv. Default: ${DEFAULT-VALUE}.",
            defaultValue = "json")
    private FileFormat format;

    @Override
    public Integer call() throws InterruptedException {
        return store.with(open -> {
            try (Stream<StoredKey> keys = open.keys().all()) {
                write(keys.iterator());
            }
            return Headgate.OK;
        });
    }

    private void write(Iterator<StoredKey> keys) {
        if (file.equals("-")) {
            PrintWriter out = spec.commandLine().getOut();
            write(keys, out);
            out.flush();
            return;
        }
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(file), StandardCharsets.UTF_8))) {
            write(keys, out);
            if (out.checkError()) {
                throw new EnvironmentException("the file " + file + " could not be written to its end.");
            }
        } catch (IOException | UncheckedIOException e) {
            throw new EnvironmentException("the file " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private void write(Iterator<StoredKey> keys, PrintWriter out) {
        switch (format) {
            case JSON -> keys.forEachRemaining(key -> out.print(KeyJson.exported(key) + "\n"));
            case CSV -> {
                out.print("hash,prefix,consumer,name,created,expires,revoked,replaced_by,tags\n");
                keys.forEachRemaining(key -> out.print(csv(key) + "\n"));
            }
        }
    }

    private static String csv(StoredKey key) {
        return List.of(key.hash(), key.prefix(), key.consumer(), key.name(), key.createdAt().toString(),
                key.expiresAt().map(Object::toString).orElse(""), key.revokedAt().map(Object::toString).orElse(""),
                key.replacedBy(), String.join(";", key.tags())).stream().map(ExportCommand::quoted)
                .collect(Collectors.joining(","));
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(character -> "\",\r\n".indexOf(character) >= 0)
                ? "\"" + value.replace("\"", "\"\"") + "\""
                : value;
    }
}
