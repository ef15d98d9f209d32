package dev.headgate.local.keys;

import dev.headgate.local.cli.EnvironmentException;
import dev.headgate.local.cli.Headgate;
import dev.headgate.local.cli.OutputFormat;
import dev.headgate.local.cli.InputException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headgate keys import`: stores keys that were made elsewhere, any number of them.
@Command(
        name = "import",
        description = "Stores keys that were made elsewhere, in clear or as hashes. Only hashes are kept.",
        footer = {
                "",
                "FILE holds CSV, whose first line names its columns, or one JSON object a line. Columns and members:",
                "key or hash (SHA-256 in hex), consumer; and if you like name, expires, prefix, created, revoked,",
                "replaced_by, tags (in CSV separated by ;). A key that is stored already is replaced."})
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions store;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private String file;

    @Option(
            names = "--format",
            description = "text or json, of what is printed. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private OutputFormat format;

    @Override
    public Integer call() throws InterruptedException {
        return store.with(open -> {
            Instant begin = Instant.now();
            long count;
            try (ImportProgress progress = progress(); BufferedReader in = reader(progress)) {
                count = run(open, in, progress, begin);
            }
            print(count, Duration.between(begin, Instant.now()));
            return Headgate.OK;
        });
    }

    private long run(OpenStore open, BufferedReader in, ImportProgress progress, Instant now)
            throws IOException, InterruptedException {
        try {
            return open.importing().run(KeyFile.open(in, name(), now), progress.written());
        } catch (InputException e) {
            throw new InputException(e.getMessage() + "\n" + progress.count()
                    + " keys before it were stored; mend the file and import all of it again.");
        }
    }

    private String name() {
        return file.equals("-") ? "<stdin>" : file;
    }

    private ImportProgress progress() throws IOException {
        // Depending on the JVM, there is no console or none that is a terminal where input or output is redirected.
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            return ImportProgress.hidden();
        }
        Path path = Path.of(file);
        return ImportProgress.on(System.err, !file.equals("-") && Files.isRegularFile(path) ? Files.size(path) : -1);
    }

    private BufferedReader reader(ImportProgress progress) {
        return new BufferedReader(new InputStreamReader(progress.watch(bytes()), StandardCharsets.UTF_8));
    }

    private InputStream bytes() {
        if (file.equals("-")) {
            return new FilterInputStream(System.in) {
                @Override
                public void close() {
                    // Standard input belongs to the process.
                }
            };
        }
        try {
            return Files.newInputStream(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new EnvironmentException("there is no file " + file + ".", e);
        } catch (IOException e) {
            throw new EnvironmentException("the file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private void print(long count, Duration taken) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> out.println(String.format(Locale.ROOT, "%,d keys stored in %.1f seconds", count,
                    taken.toMillis() / 1000.0));
            case JSON -> out.println("{\"stored\":" + count + ",\"millis\":" + taken.toMillis() + "}");
        }
        out.flush();
    }
}
