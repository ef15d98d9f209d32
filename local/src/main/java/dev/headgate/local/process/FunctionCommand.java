package dev.headgate.local.process;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/// The command and the environment variables of a function's process: Lambda's, as far as they mean anything here.
/// Nothing of this process's own variables gets into it.
///
/// @param client what runs the handler
/// @param surroundings variables that the account gives to every function: Region, credentials, endpoints of AWS
record FunctionCommand(RuntimeClient client, Map<String, String> surroundings) {
    /// Where Lambda has nothing to say, it is the Region of tests.
    static final String DEFAULT_REGION = "us-east-1";
    /// What ends a terminal's or a service's processes reaches these too, and the gateway lets running requests finish.
    private static final String DEAF = "trap '' HUP INT TERM; exec \"$@\"";
    private static final String REGION = "AWS_REGION";
    private static final int OWN_PERCENT = 15;
    private static final int OWN_KIBIBYTES_MAX = 240 * 1024;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    /// The process, not started.
    ///
    /// @param id the environment's
    /// @param runtimeApi for `AWS_LAMBDA_RUNTIME_API`
    /// @param started when
    ProcessBuilder of(FunctionConfiguration function, String id, String runtimeApi, Instant started) {
        ProcessBuilder process = new ProcessBuilder(command(function)).directory(function.folder().toFile())
                .redirectErrorStream(true);
        Map<String, String> variables = process.environment();
        variables.clear();
        variables.putAll(function.variables());
        variables.putAll(surroundings);
        variables.putAll(Map.of("_HANDLER", function.handler(), "LAMBDA_TASK_ROOT", function.folder().toString(),
                "AWS_LAMBDA_RUNTIME_API", runtimeApi, "AWS_LAMBDA_FUNCTION_NAME", function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                String.valueOf(function.memoryMegabytes()), "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "AWS_EXECUTION_ENV", "AWS_Lambda_java25"));
        variables.putAll(Map.of("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name(),
                "AWS_LAMBDA_LOG_STREAM_NAME", DAY.format(started) + "/[$LATEST]" + id, REGION, region(),
                "AWS_DEFAULT_REGION", region(), "TZ", ":UTC", "LANG", "C.UTF-8", "PATH",
                "/usr/local/bin:/usr/bin:/bin"));
        return process;
    }

    /// The function's ARN, in an account of zeros.
    String arn(FunctionConfiguration function) {
        return "arn:aws:lambda:" + region() + ":000000000000:function:" + function.name();
    }

    private String region() {
        return surroundings.getOrDefault(REGION, DEFAULT_REGION);
    }

    /// The options of Lambda's Java runtimes, as their process lists show them.
    private List<String> command(FunctionConfiguration function) {
        return List.of("/bin/sh", "-c", DEAF, "sh", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=" + heapKibibytes(function.memoryMegabytes()) + "k", "-XX:+UseSerialGC",
                "-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.io=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-XX:+ErrorFileToStderr", "-D" + RuntimeClient.LIBRARY_PROPERTY + "=" + client.library(), "-classpath",
                client.classPath(), RuntimeClient.MAIN, function.handler());
    }

    /// What is left of a function's memory for the heap: 445645k of 512 MB, 1336935k of 1536 MB, 2834432k of 3008 MB.
    static int heapKibibytes(int memoryMegabytes) {
        int all = memoryMegabytes * 1024;
        return all - Math.min(Math.floorDiv(all * OWN_PERCENT, 100), OWN_KIBIBYTES_MAX);
    }
}
