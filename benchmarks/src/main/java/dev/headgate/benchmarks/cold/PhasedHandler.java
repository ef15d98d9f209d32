package dev.headgate.benchmarks.cold;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headgate.functions.RouterHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The router's handler, which tells when its parts began and ended. Runs in processes of its own.
public final class PhasedHandler implements RequestStreamHandler {
    private final long bornMillis;
    private final long readyMillis;
    private final RouterHandler router;

    public PhasedHandler() {
        this.bornMillis = System.currentTimeMillis();
        this.router = new RouterHandler();
        this.readyMillis = System.currentTimeMillis();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        long invokedMillis = System.currentTimeMillis();
        router.handleRequest(event, answer, context);
        System.out.println(new Phases.Told(bornMillis, readyMillis, invokedMillis, System.currentTimeMillis()).line());
    }
}
