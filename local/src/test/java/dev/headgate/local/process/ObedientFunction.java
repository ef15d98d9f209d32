package dev.headgate.local.process;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// A function that does what its event says. It runs in a process that has nothing but this class and what Lambda gives.
public final class ObedientFunction implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        String[] words = new String(event.readAllBytes(), StandardCharsets.UTF_8).split(" ", -1);
        answer.write(answer(words, context));
    }

    private static byte[] answer(String[] words, Context context) throws IOException {
        return switch (words[0]) {
            case "pid" -> utf8(String.valueOf(ProcessHandle.current().pid()));
            case "context" -> utf8(context.getFunctionName() + " " + context.getMemoryLimitInMB() + " "
                    + context.getInvokedFunctionArn() + " " + tensOfSeconds(context.getRemainingTimeInMillis()));
            case "variables" -> utf8(String.join(" ", new TreeSet<>(System.getenv().keySet())));
            case "variable" -> utf8(System.getenv(words[1]));
            case "folder" -> utf8(System.getProperty("user.dir"));
            case "heap" -> utf8(String.valueOf(Runtime.getRuntime().maxMemory() / 1024 / 1024));
            case "say" -> said(words[1]);
            case "fail" -> throw new IllegalArgumentException("as told");
            case "error" -> throw new AssertionError("as told");
            case "large" -> filled(Integer.parseInt(words[1]));
            case "exit" -> exited(Integer.parseInt(words[1]));
            case "sleep" -> slept();
            case "exhaust" -> exhausted(words.length > 1);
            case "api" -> asked(words[1], words[2]);
            case "meet" -> met(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /// A minute of which not even a millisecond has gone counts like one of which some have.
    private static int tensOfSeconds(int millis) {
        return (millis - 1) / 10_000;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] said(String word) {
        System.out.println("out " + word);
        System.err.println("err " + word);
        return utf8("said");
    }

    private static byte[] filled(int bytes) {
        byte[] answer = new byte[bytes];
        Arrays.fill(answer, (byte) 'x');
        return answer;
    }

    private static byte[] exited(int status) {
        System.exit(status);
        return new byte[0];
    }

    private static byte[] slept() {
        try {
            Thread.sleep(Duration.ofHours(1));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new byte[0];
    }

    /// @param lingering whether a thread of the function keeps its process alive
    private static byte[] exhausted(boolean lingering) {
        if (lingering) {
            Thread.ofPlatform().start(ObedientFunction::slept);
        }
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < 1_000_000) {
            kept.add(new byte[10_000_000]);
        }
        return kept.getFirst();
    }

    /// What the Runtime API says to something that no runtime asks: the status.
    private static byte[] asked(String method, String operation) throws IOException {
        URI uri = URI.create("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/" + operation);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return utf8(String.valueOf(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// Waits for whoever listens at the port.
    private static byte[] met(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            int _ = socket.getInputStream().read();
        }
        return utf8(String.valueOf(ProcessHandle.current().pid()));
    }
}
