package dev.headgate.local.assembly.serving;

import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.FunctionDefinition;
import dev.headgate.local.assembly.FunctionHost;
import dev.headgate.local.front.LambdaFunction;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Invokes the functions of a stack, each started once, with the first invocation. Safe for use by many threads.
final class Invocations {
    private final AssemblyFunctions functions;
    private final FunctionHost host;
    private final Map<String, LambdaFunction> started = new HashMap<>();

    Invocations(AssemblyFunctions functions, FunctionHost host) {
        this.functions = functions;
        this.host = host;
    }

    byte[] invoke(String arn, byte[] event, Duration patience) throws FunctionFailedException {
        return function(arn).invoke(event, patience);
    }

    private synchronized LambdaFunction function(String arn) throws FunctionFailedException {
        Optional<FunctionDefinition> definition = functions.of(arn);
        if (definition.isEmpty()) {
            throw new FunctionFailedException("there is no function " + arn, "Function.NotFound");
        }
        LambdaFunction function = started.get(definition.get().arn());
        if (function == null) {
            try {
                function = host.start(definition.get());
            } catch (IOException e) {
                throw new FunctionFailedException(e.getMessage(), e);
            }
            started.put(definition.get().arn(), function);
        }
        return function;
    }
}
