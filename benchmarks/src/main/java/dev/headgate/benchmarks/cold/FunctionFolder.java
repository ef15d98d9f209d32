package dev.headgate.benchmarks.cold;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A function's package, unpacked: jars in `lib`.
record FunctionFolder(Path folder) {
    private static final Pattern RUNTIME = Pattern.compile(
            ".*/(aws-lambda-java-(runtime-interface-client|core|serialization)|utils-lite)-[\\d.]+\\.jar");
    private static final List<Class<?>> EMPTY = List.of(EmptyHandler.class, TrainingHandler.class);
    private static final List<Class<?>> ROUTER = List.of(PhasedHandler.class, Phases.class, Phases.Told.class,
            TrainingHandler.class);

    /// The empty handler and nothing else.
    static FunctionFolder empty(Path folder) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        writeJar(lib.resolve("benchmark.jar"), EMPTY);
        return new FunctionFolder(folder);
    }

    /// The router's package, and behind it what measures it.
    ///
    /// @param libraries the package's jars
    static FunctionFolder router(Path folder, Path libraries) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        try (Stream<Path> jars = Files.list(libraries)) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        writeJar(lib.resolve("zz-benchmark.jar"), ROUTER);
        return new FunctionFolder(folder);
    }

    /// The option that makes the package part of Java's own class path, of which alone Java 25 keeps classes ready to use in
    /// a cache; the runtime's client has a class loader of its own for it otherwise.
    ///
    String onClassPath() throws IOException {
        try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
            return "-Djava.class.path=" + Stream.concat(runtime(), jars.map(Path::toString).sorted())
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /// The jars of the runtime's client, of which this process knows.
    private static Stream<String> runtime() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> RUNTIME.matcher(entry).matches());
    }

    private static void writeJar(Path file, List<Class<?>> classes) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Class<?> member : classes) {
                String name = member.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream content = member.getResourceAsStream("/" + name)) {
                    content.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
    }
}
