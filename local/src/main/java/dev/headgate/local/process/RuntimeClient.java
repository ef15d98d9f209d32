package dev.headgate.local.process;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// AWS's runtime interface client for Java: its jars, and its native library in a folder of ours. By itself, each process
/// would unpack the library to one place in `/tmp` that all of them share, and load what another is just writing.
///
/// @param classPath what Lambda has in `/var/runtime/lib`
/// @param library the native one
record RuntimeClient(String classPath, Path library) implements AutoCloseable {
    /// The class that Lambda starts; its argument is the handler.
    static final String MAIN = AWSLambda.class.getName();
    /// The system property by which it finds its native library.
    static final String LIBRARY_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private static final Path MAPPINGS = Path.of("/proc/self/maps");

    /// @throws IOException when this machine cannot run it; the message says why
    static RuntimeClient unpack() throws IOException {
        String name = libraryName();
        try (InputStream content = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            if (content == null) {
                throw new IOException("AWS's runtime interface client, which functions run with, has no " + name);
            }
            Path library = Files.createTempDirectory("headgate-runtime-").resolve(name);
            Files.copy(content, library);
            return new RuntimeClient(Stream.of(AWSLambda.class, LambdaRuntime.class, PojoSerializer.class,
                    SdkInternalThreadLocal.class).map(RuntimeClient::jar).collect(Collectors.joining(":")), library);
        }
    }

    private static String libraryName() throws IOException {
        String system = System.getProperty("os.name");
        if (!system.equals("Linux")) {
            throw new IOException("AWS's runtime interface client, which functions run with as processes, is made for"
                    + " Linux, and this is " + system + ".");
        }
        String processor = switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch_64";
            default -> throw new IOException("AWS's runtime interface client, which functions run with as processes, is"
                    + " made for x86_64 and arm64, and this is " + System.getProperty("os.arch") + ".");
        };
        return "libaws-lambda-jni." + (hasMusl() ? "linux_musl-" : "linux-") + processor + ".so";
    }

    /// Which C library this Java runs on, and so the processes' too.
    private static boolean hasMusl() throws IOException {
        return Files.readString(MAPPINGS).contains("/ld-musl-");
    }

    private static String jar(Class<?> member) {
        try {
            return Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Path folder = library.getParent();
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
