import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Hands an event to a handler and prints the answer, as Lambda's runtime does it, with nothing but the package at hand.
final class Driver {
    public static void main(String[] arguments) throws Exception {
        RequestStreamHandler handler = (RequestStreamHandler) Class.forName(arguments[0]).getConstructor()
                .newInstance();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(Files.newInputStream(Path.of(arguments[1])), answer, context());
        System.out.println("ANSWER " + answer.toString(StandardCharsets.UTF_8));
        System.exit(0);
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(Driver.class.getClassLoader(), new Class<?>[]{Context.class},
                (_, method, _) -> method.getReturnType() == int.class
                        ? 20_000
                        : method.getReturnType() == String.class ? "driver" : null);
    }
}
