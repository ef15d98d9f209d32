package dev.headgate.local.assembly.serving;

import dev.headgate.local.assembly.FunctionDefinition;
import dev.headgate.local.assembly.FunctionHost;
import dev.headgate.local.front.LambdaFunction;
import dev.headgate.local.process.FunctionConfiguration;
import dev.headgate.local.process.ProcessFunctions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Runs functions as processes of their own, as Lambda does, with the embedded DynamoDB for theirs.
final class ProcessHost implements FunctionHost, AutoCloseable {
    /// A new account's.
    private static final int CONCURRENCY = 10;

    private final ProcessFunctions processes;
    private final Map<Path, FunctionFolder> folders = new HashMap<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private ProcessHost(ProcessFunctions processes) {
        this.processes = processes;
    }

    /// @param store the embedded DynamoDB
    /// @param region of the stack
    static ProcessHost open(URI store, String region, Consumer<String> log) throws IOException {
        return new ProcessHost(ProcessFunctions.open(Map.of("AWS_ENDPOINT_URL_DYNAMODB", store.toString(), "AWS_REGION",
                region, "AWS_ACCESS_KEY_ID", "headgate", "AWS_SECRET_ACCESS_KEY", "headgate"), log));
    }

    @Override
    public synchronized LambdaFunction start(FunctionDefinition function) throws IOException {
        FunctionFolder folder = folders.get(function.code());
        if (folder == null) {
            folder = FunctionFolder.of(function.code());
            folders.put(function.code(), folder);
            opened.push(folder);
        }
        return processes.function(new FunctionConfiguration(function.name(), folder.path(), function.handler(),
                function.memoryMegabytes(), function.timeout(), CONCURRENCY, function.environment()));
    }

    @Override
    public synchronized void close() throws IOException {
        processes.close();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IOException("a temporary folder could not be removed", e);
            }
        }
    }
}
