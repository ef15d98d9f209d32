package dev.headgate.local.assembly;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A function as a template declares it.
///
/// @param name of the function
/// @param arn without a qualifier
/// @param handler the Java class, with a method where the template names one
/// @param code the folder, or the zip file, of its package
/// @param environment its variables
/// @param timeout how long an invocation may take
/// @param memoryMegabytes how much memory it gets
public record FunctionDefinition(String name, String arn, String handler, Path code, Map<String, String> environment,
        Duration timeout, int memoryMegabytes) {
    public FunctionDefinition {
        environment = Map.copyOf(environment);
    }
}
