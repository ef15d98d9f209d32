package dev.headgate.benchmarks.cold;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Another handler, which ends its process when it is told to: a Java process writes its AOT cache when it ends by itself,
/// which functions never do. Runs in processes of its own.
public final class TrainingHandler implements RequestStreamHandler {
    /// Names the other handler's class.
    static final String VARIABLE = "TRAINED_HANDLER";
    /// The event that ends the process.
    static final String END = "\"end\"";

    private final RequestStreamHandler trained;

    public TrainingHandler() throws ReflectiveOperationException {
        this.trained = Class.forName(System.getenv(VARIABLE)).asSubclass(RequestStreamHandler.class).getConstructor()
                .newInstance();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        byte[] content = event.readAllBytes();
        if (content.length == END.length()) {
            System.exit(0);
        }
        trained.handleRequest(new ByteArrayInputStream(content), answer, context);
    }
}
