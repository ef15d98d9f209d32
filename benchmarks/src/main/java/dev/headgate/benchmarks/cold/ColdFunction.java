package dev.headgate.benchmarks.cold;

import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.local.process.FunctionConfiguration;
import dev.headgate.local.process.ProcessFunction;
import dev.headgate.local.process.ProcessFunctions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A function that is started anew for every event.
///
/// @param folder its package
/// @param handler a class
/// @param variables its environment
record ColdFunction(Path folder, String handler, Map<String, String> variables) {
    private static final int MEMORY_MEGABYTES = 1_024;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    /// Comes after the options that the runtime starts Java with, so that its own give way.
    private static final String OPTIONS = "_JAVA_OPTIONS";

    /// A first answer.
    ///
    /// @param millis from the start of the process
    /// @param cpuMillis what the process used of processors meanwhile, in steps of the kernel's, mostly of 10
    /// @param startMillis since the epoch, just before the process was started
    record Start(double millis, double cpuMillis, long startMillis, String answer, List<String> log) {}

    ColdFunction with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put(variable, value);
        return new ColdFunction(folder, handler, changed);
    }

    ColdFunction without(String variable) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.remove(variable);
        return new ColdFunction(folder, handler, changed);
    }

    /// @param options of Java's command line, added to those that there are
    ColdFunction withOptions(String options) {
        return with(OPTIONS, (variables.getOrDefault(OPTIONS, "") + " " + options).strip());
    }

    ColdFunction withHandler(Class<?> other) {
        return new ColdFunction(folder, other.getName(), variables);
    }

    /// Starts a process, gives it an event, waits for its answer, and ends it.
    Start start(byte[] event) throws IOException {
        List<String> log = new CopyOnWriteArrayList<>();
        try (ProcessFunctions processes = ProcessFunctions.open(Map.of(), log::add)) {
            ProcessFunction function = processes.function(configuration());
            long startMillis = System.currentTimeMillis();
            long start = System.nanoTime();
            byte[] answer = function.invoke(event);
            double millis = (System.nanoTime() - start) / 1e6;
            return new Start(millis, cpuMillis(), startMillis, new String(answer, StandardCharsets.UTF_8),
                    List.copyOf(log));
        } catch (FunctionFailedException e) {
            throw new IOException("the function failed: " + e.getMessage() + "\n" + String.join("\n", log), e);
        }
    }

    /// Of the function's process, which is the only Java that this one has started.
    private static double cpuMillis() {
        return ProcessHandle.current().children().map(ProcessHandle::info)
                .filter(info -> info.command().orElse("").endsWith("/java"))
                .mapToDouble(info -> info.totalCpuDuration().orElse(Duration.ZERO).toMillis()).sum();
    }

    /// Starts a process of [TrainingHandler], gives it an event, and lets it end by itself.
    ///
    /// @return what it wrote
    List<String> train(byte[] event) throws IOException {
        List<String> log = new CopyOnWriteArrayList<>();
        try (ProcessFunctions processes = ProcessFunctions.open(Map.of(), log::add)) {
            ProcessFunction function = processes.function(with(TrainingHandler.VARIABLE, handler)
                    .withHandler(TrainingHandler.class).configuration());
            byte[] _ = function.invoke(event);
            byte[] _ = function.invoke(TrainingHandler.END.getBytes(StandardCharsets.UTF_8));
            throw new IOException("the function did not end");
        } catch (FunctionFailedException e) {
            if (!e.getMessage().endsWith("Runtime exited without providing a reason")) {
                throw new IOException("the function failed: " + e.getMessage() + "\n" + String.join("\n", log), e);
            }
        }
        return List.copyOf(log);
    }

    private FunctionConfiguration configuration() {
        return new FunctionConfiguration("headgate-benchmark", folder, handler, MEMORY_MEGABYTES, TIMEOUT, 1,
                variables);
    }
}
