package dev.headgate.local.assembly;

import dev.headgate.local.front.LambdaFunction;
import java.io.IOException;

/// Runs the functions of an assembly.
@FunctionalInterface
public interface FunctionHost {
    /// Makes a function ready to be invoked. Whoever made the host closes what it opens.
    ///
    /// @throws IOException when it cannot be started; the message names the function and the reason
    LambdaFunction start(FunctionDefinition function) throws IOException;
}
