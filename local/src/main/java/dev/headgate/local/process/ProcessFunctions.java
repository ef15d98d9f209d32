package dev.headgate.local.process;

import dev.headgate.local.process.EnvironmentSettings.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/// Makes functions whose execution environments are Java processes with AWS's own runtime interface client, as Lambda runs
/// them. What is like Lambda and what is not: docs/processes.md. Linux only, as that client is.
///
/// Closing it ends every process. None outlives this Java, however that ends. Safe for use by many threads.
public final class ProcessFunctions implements AutoCloseable {
    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    private final RuntimeClient client;
    private final RuntimeApi api;
    private final Watchdog watchdog;
    private final Signals signals;
    private final ScheduledThreadPoolExecutor timers;
    private final FunctionCommand command;
    private final Consumer<String> log;
    private final List<ProcessFunction> functions = new ArrayList<>();

    private ProcessFunctions(RuntimeClient client, RuntimeApi api, Watchdog watchdog, Map<String, String> surroundings,
            Consumer<String> log) {
        this.client = client;
        this.api = api;
        this.watchdog = watchdog;
        this.signals = new Signals();
        this.command = new FunctionCommand(client, Map.copyOf(surroundings));
        this.log = log;
        this.timers = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("headgate-function-timers").factory());
        timers.setRemoveOnCancelPolicy(true);
    }

    /// Opens the endpoint of the Runtime API.
    ///
    /// @param surroundings variables that every function gets, before which its own give way: `AWS_REGION`
    ///        (`us-east-1` without), credentials, `AWS_ENDPOINT_URL_DYNAMODB` and so on
    /// @param log takes what functions write to their standard output and error, a line a call, and what Lambda itself
    ///        writes into their logs; called on many threads
    /// @throws IOException when this machine cannot run functions so; the message says why
    public static ProcessFunctions open(Map<String, String> surroundings, Consumer<String> log) throws IOException {
        RuntimeClient client = RuntimeClient.unpack();
        try {
            return new ProcessFunctions(client, new RuntimeApi(), Watchdog.start(), surroundings, log);
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /// A function. Its first process starts with its first invocation.
    public synchronized ProcessFunction function(FunctionConfiguration configuration) {
        ProcessFunction function = new ProcessFunction(new EnvironmentSettings(configuration, 0,
                command.arn(configuration), signals, new Clock(InstantSource.system(), timers), log), this::start);
        functions.add(function);
        return function;
    }

    private Environment start(EnvironmentSettings settings, Environment.Owner owner, Invocation first)
            throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        CompletableFuture<Environment> expected = api.expect(id);
        Process process;
        try {
            process = command.of(settings.function(), id, api.address(id), settings.clock().now()).start();
        } catch (IOException e) {
            api.remove(id);
            throw new IOException("the process of " + settings.function().name() + " cannot be started: "
                    + e.getMessage(), e);
        }
        watchdog.watch(process);
        Thread reader = Thread.ofPlatform().daemon().name(settings.function().name() + "-log")
                .start(() -> copyLog(process));
        CompletableFuture<Process> end = process.onExit().thenApply(gone -> {
            watchdog.forget(gone);
            api.remove(id);
            awaitLog(reader);
            return gone;
        });
        Environment environment = new Environment(settings, owner, process, end, first);
        expected.complete(environment);
        return environment;
    }

    /// What a function says before it ends comes before what is said of its end. A process that the function has started
    /// may keep its output open.
    private static void awaitLog(Thread reader) {
        try {
            reader.join(LAST_LINES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyLog(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.accept(line);
            }
        } catch (IOException _) {
            // The process is gone, and the rest of its log with it.
        }
    }

    /// Ends every process, at once: invocations that are under way fail.
    @Override
    public synchronized void close() throws IOException {
        try (client; watchdog; api) {
            functions.forEach(ProcessFunction::close);
            timers.shutdownNow();
        }
    }
}
