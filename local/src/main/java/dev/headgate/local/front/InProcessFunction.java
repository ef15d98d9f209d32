package dev.headgate.local.front;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/// Runs the real handler in this process. One handler serves all requests at once, as on Lambda Managed Instances.
///
/// @param name the function's name
/// @param handler the real one
/// @param timeout how long an invocation may take; the handler is told what is left
/// @param log takes what the handler logs and why it failed, a message a call
public record InProcessFunction(String name, RequestStreamHandler handler, Duration timeout, Consumer<String> log)
        implements
            LambdaFunction {
    @Override
    public byte[] invoke(byte[] event) throws FunctionFailedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
        try {
            handler.handleRequest(new ByteArrayInputStream(event), answer,
                    new LocalContext(name, UUID.randomUUID().toString(), System::nanoTime, timeout, log));
            return answer.toByteArray();
        } catch (IOException | RuntimeException | Error e) {
            // Whatever a handler throws, Lambda reports as the function's failure.
            throw new FunctionFailedException(String.valueOf(e.getMessage()), e);
        }
    }
}
