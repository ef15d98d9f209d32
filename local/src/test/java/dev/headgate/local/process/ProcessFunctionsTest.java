package dev.headgate.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.local.front.LambdaFunction.NotAwaitedException;
import dev.headgate.local.front.LambdaFunction.ThrottledException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Real processes with AWS's runtime interface client.
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client is made for Linux")
class ProcessFunctionsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String OBEDIENT = ObedientFunction.class.getName();

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private ProcessFunctions functions;

    @BeforeEach
    void start() throws IOException {
        for (Class<?> handler : List.of(ObedientFunction.class, UnbornFunction.class)) {
            String name = handler.getName().replace('.', '/') + ".class";
            Path target = folder.resolve(name);
            Files.createDirectories(target.getParent());
            try (InputStream content = handler.getResourceAsStream("/" + name)) {
                Files.copy(content, target);
            }
        }
        functions = ProcessFunctions.open(Map.of("AWS_REGION", "eu-north-1"), log::add);
    }

    @AfterEach
    void stop() throws IOException {
        functions.close();
    }

    private ProcessFunction function(String handler, Duration timeout, int concurrency) {
        return functions.function(configuration(handler, timeout, concurrency, "yes"));
    }

    private FunctionConfiguration configuration(String handler, Duration timeout, int concurrency, String own) {
        return new FunctionConfiguration("orders", folder, handler, 256, timeout, concurrency, Map.of("OWN", own));
    }

    private ProcessFunction obedient() {
        return function(OBEDIENT, LONG, 3);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String invoke(ProcessFunction function, String event) throws FunctionFailedException {
        return new String(function.invoke(utf8(event)), StandardCharsets.UTF_8);
    }

    @Test
    void a_process_finds_what_Lambda_gives_and_nothing_of_the_users() throws FunctionFailedException {
        ProcessFunction function = obedient();
        assertThat(invoke(function, "context"))
                .isEqualTo("orders 256 arn:aws:lambda:eu-north-1:000000000000:function:orders 5");
        assertThat(invoke(function, "variable OWN")).isEqualTo("yes");
        assertThat(invoke(function, "folder")).isEqualTo(folder.toString());
        assertThat(invoke(function, "heap")).isBetween("200", "218");
        Set<String> variables = new TreeSet<>(List.of(invoke(function, "variables").split(" ")));
        variables.removeAll(Set.of("_", "OLDPWD", "PWD", "SHLVL")); // A shell's, as in Lambda.
        assertThat(variables).containsExactly("AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
                "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "LAMBDA_TASK_ROOT", "LANG", "OWN", "PATH", "TZ", "_HANDLER");
        assertThat(function.environments()).isEqualTo(1);
    }

    /// Java does not take a cache beside options for class data sharing. It goes on without one that does not fit.
    @Test
    void a_function_may_bring_an_aot_cache() throws FunctionFailedException {
        ProcessFunction function = functions.function(new FunctionConfiguration("orders", folder, OBEDIENT, 256, LONG,
                1, Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTCache=" + folder.resolve("not-there.aot"))));
        assertThat(invoke(function, "folder")).isEqualTo(folder.toString());
    }

    @Test
    void what_a_process_writes_is_the_functions_log() throws FunctionFailedException, InterruptedException {
        assertThat(invoke(obedient(), "say hello")).isEqualTo("said");
        assertThat(log.take()).isEqualTo("out hello");
        assertThat(log.take()).isEqualTo("err hello");
        ProcessFunction ending = function(OBEDIENT, LONG, 1);
        assertThatThrownBy(() -> invoke(ending, "exit 1")).isInstanceOf(FunctionFailedException.class);
        assertThat(log.take()).endsWith("Error: Runtime exited with error: exit status 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # event       | error type                    | message                                             | the process goes on
                    fail          | java.lang.IllegalArgumentException | as told                                        | true
                    error         | java.lang.AssertionError      | as told                                             | true
                    exhaust       | java.lang.OutOfMemoryError    | Java heap space                                     | false
                    exit 0        | Runtime.ExitError             | Error: Runtime exited without providing a reason    | false
                    exit 3        | Runtime.ExitError             | Error: Runtime exited with error: exit status 3     | false
                    large 7000000 | Function.ResponseSizeTooLarge | Response payload size (7000000 bytes) exceeded maximum allowed payload size (6291556 bytes). | false
                    """)
    void failures_are_what_Lambda_reports_and_the_next_invocation_finds_an_environment(
            String event,
            String errorType,
            String message,
            boolean goesOn)
            throws FunctionFailedException {
        ProcessFunction function = function(OBEDIENT, LONG, 1);
        String before = invoke(function, "pid");
        assertThatThrownBy(() -> invoke(function, event)).hasMessageEndingWith(message)
                .isInstanceOfSatisfying(FunctionFailedException.class,
                        failed -> assertThat(failed.errorType()).isEqualTo(errorType));
        assertThat(invoke(function, "pid").equals(before)).isEqualTo(goesOn);
    }

    @Test
    void the_runtime_API_answers_as_the_emulator_of_AWS() throws FunctionFailedException {
        ProcessFunction function = obedient();
        assertThat(invoke(function, "api GET invocation/next")).as("while an invocation runs").isEqualTo("403");
        assertThat(invoke(function, "api POST init/error")).as("after the beginning").isEqualTo("403");
        assertThat(invoke(function, "api POST invocation/another/response")).isEqualTo("400");
        assertThat(invoke(function, "api POST invocation/another/error")).isEqualTo("400");
        assertThat(invoke(function, "api POST invocation/next")).isEqualTo("404");
        assertThat(invoke(function, "api GET restore/next")).isEqualTo("404");
    }

    @Test
    void the_largest_answer_is_one() throws FunctionFailedException {
        assertThat(invoke(obedient(), "large 6291556")).hasSize(6_291_556);
    }

    @Test
    void a_function_that_cannot_begin_fails_with_its_own_words() {
        ProcessFunction function = function(UnbornFunction.class.getName() + "::handle", LONG, 1);
        assertThatThrownBy(() -> invoke(function, "\"anything\"")).hasMessage("HEADGATE_CONFIG is not set")
                .isInstanceOfSatisfying(FunctionFailedException.class, failed -> assertThat(failed.errorType())
                        .isEqualTo("java.lang.IllegalStateException"));
        assertThat(function.environments()).isZero();
    }

    @Test
    void a_failure_does_not_wait_for_threads_that_outlive_it() throws FunctionFailedException {
        ProcessFunction function = function(OBEDIENT, LONG, 2);
        assertThatThrownBy(() -> invoke(function, "exhaust lingering")).hasMessageEndingWith("Java heap space");
        assertThat(function.environments()).as("until its time is up").isEqualTo(1);
    }

    @Test
    void what_takes_too_long_is_ended() throws FunctionFailedException {
        ProcessFunction function = function(OBEDIENT, Duration.ofSeconds(2), 1);
        String before = invoke(function, "pid");
        assertThatThrownBy(() -> invoke(function, "sleep")).isInstanceOf(FunctionFailedException.class)
                .hasMessageEndingWith("Error: Task timed out after 2.00 seconds");
        assertThat(invoke(function, "pid")).isNotEqualTo(before);
    }

    @Test
    void a_caller_need_not_wait_so_long() {
        assertThatThrownBy(() -> obedient().invoke(utf8("sleep"), Duration.ofMillis(1)))
                .isInstanceOf(NotAwaitedException.class);
    }

    @Test
    void invocations_at_once_have_an_environment_each_and_more_are_throttled()
            throws IOException, FunctionFailedException {
        ProcessFunction function = obedient();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        List<Socket> met = new ArrayList<>();
        try (ServerSocket meeting = new ServerSocket(0, 3, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 3; i++) {
                answers.add(async(function, "meet " + meeting.getLocalPort()));
            }
            for (int i = 0; i < 3; i++) {
                met.add(meeting.accept());
            }
            assertThatThrownBy(() -> invoke(function, "pid")).isInstanceOf(ThrottledException.class);
            for (Socket socket : met) {
                socket.close();
            }
            List<String> pids = answers.stream().map(CompletableFuture::join).toList();
            assertThat(pids).doesNotHaveDuplicates();
            String again = invoke(function, "pid");
            assertThat(pids).contains(again);
            assertThat(invoke(function, "pid")).as("the one that was used last").isEqualTo(again);
            assertThat(function.environments()).isEqualTo(3);
        }
    }

    private static CompletableFuture<String> async(ProcessFunction function, String event) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return invoke(function, event);
            } catch (FunctionFailedException e) {
                throw new IllegalStateException(e);
            }
        }, task -> Thread.ofVirtual().start(task));
    }

    @Test
    void environments_are_frozen_between_invocations() throws FunctionFailedException, IOException {
        ProcessFunction function = obedient();
        String pid = invoke(function, "pid");
        Path status = Path.of("/proc", pid, "status");
        String state = Files.readString(status);
        // The last of its threads may still be on its way to a stop.
        while (!state.contains("State:\tT (stopped)")) {
            state = Files.readString(status);
        }
        assertThat(invoke(function, "pid")).isEqualTo(pid);
    }

    @Test
    void a_changed_function_has_new_environments() throws FunctionFailedException {
        ProcessFunction function = obedient();
        assertThat(invoke(function, "variable OWN")).isEqualTo("yes");
        function.replace(configuration(OBEDIENT, LONG, 3, "no"));
        assertThat(invoke(function, "variable OWN")).isEqualTo("no");
    }

    @Test
    void no_process_is_left_when_functions_are_closed() throws FunctionFailedException, IOException {
        long pid = Long.parseLong(invoke(obedient(), "pid"));
        assertThat(ProcessHandle.of(pid)).isPresent();
        functions.close();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void no_process_is_left_when_this_one_dies() throws IOException {
        Process left = new ProcessBuilder("sleep", "3600").start();
        Process forgotten = new ProcessBuilder("sleep", "3600").start();
        Watchdog watchdog = Watchdog.start();
        watchdog.watch(left);
        watchdog.watch(forgotten);
        watchdog.forget(forgotten);
        new Signals().freeze(left);
        // All that the watchdog learns of this process's death: the pipe to it is closed.
        watchdog.close();
        assertThat(left.onExit().join().exitValue()).isEqualTo(128 + 9);
        assertThat(forgotten.isAlive()).isTrue();
        forgotten.destroyForcibly();
    }

    @ParameterizedTest
    @CsvSource({"512, 445645", "1536, 1336935", "3008, 2834432"})
    void the_heap_has_what_it_has_in_Lambda(int memoryMegabytes, int kibibytes) {
        assertThat(FunctionCommand.heapKibibytes(memoryMegabytes)).isBetween(kibibytes - 1, kibibytes + 1);
    }
}
