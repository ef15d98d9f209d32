package dev.headgate.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What a function is: the part of Lambda's `FunctionConfiguration` that a process can have. An immutable value.
///
/// @param name as in `AWS_LAMBDA_FUNCTION_NAME`
/// @param folder the unpacked package: classes in it, jars in its `lib`; the function's working directory and
///        `LAMBDA_TASK_ROOT`
/// @param handler the class, `dev.headgate.functions.RouterHandler`, or class and method, `Handler::handle`
/// @param memoryMegabytes 128..10240; the heap gets what it gets in Lambda
/// @param timeout how long an invocation may take, in whole seconds in Lambda
/// @param concurrency how many invocations may be under way at once, 1 or more; further ones are throttled
/// @param variables the function's environment variables
public record FunctionConfiguration(
        String name,
        Path folder,
        String handler,
        int memoryMegabytes,
        Duration timeout,
        int concurrency,
        Map<String, String> variables) {
    public FunctionConfiguration {
        folder = folder.toAbsolutePath().normalize();
        variables = Map.copyOf(variables);
    }
}
