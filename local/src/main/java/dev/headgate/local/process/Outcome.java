package dev.headgate.local.process;

import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import java.time.Duration;
import java.util.Locale;

/// What becomes of an invocation. The wordings of failures are Lambda's own
/// (aws-lambda-runtime-interface-emulator, `internal/lambda`; and as seen in functions' logs).
sealed interface Outcome {
    /// The function's answer, to the letter.
    record Answer(Body document) implements Outcome {}

    /// The function failed.
    record Failure(String message, String errorType) implements Outcome {
        /// The failure that a runtime reports: `{"errorMessage":…,"errorType":…}`.
        ///
        /// @param errorType what the runtime says in a header field, for documents that say nothing
        static Failure reported(Body document, String errorType) {
            JsonValue.Members members = JsonValue.parseObject(document).orElse(JsonValue.Members.NONE);
            return new Failure(members.text("errorMessage").orElse(""), members.text("errorType").orElse(errorType));
        }

        static Failure timedOut(String requestId, Duration timeout) {
            return new Failure(String.format(Locale.ROOT, "RequestId: %s Error: Task timed out after %.2f seconds",
                    requestId, timeout.toMillis() / 1_000.0), "Sandbox.Timedout");
        }

        static Failure exited(String requestId, int exitValue) {
            return new Failure("RequestId: " + requestId + " Error: " + ending(exitValue), "Runtime.ExitError");
        }

        static Failure tooLarge(int bytes, int most) {
            return new Failure("Response payload size (" + bytes + " bytes) exceeded maximum allowed payload size ("
                    + most + " bytes).", "Function.ResponseSizeTooLarge");
        }

        /// A process that ends by a signal has 128 more for its exit value here.
        private static String ending(int exitValue) {
            if (exitValue == 0) {
                return "Runtime exited without providing a reason";
            }
            return "Runtime exited with error: "
                    + (exitValue > 128 ? "signal: " + signal(exitValue - 128) : "exit status " + exitValue);
        }

        private static String signal(int number) {
            return switch (number) {
                case 6 -> "aborted";
                case 9 -> "killed";
                case 11 -> "segmentation fault";
                case 15 -> "terminated";
                default -> String.valueOf(number);
            };
        }

        FunctionFailedException exception() {
            return new FunctionFailedException(message, errorType);
        }
    }
}
