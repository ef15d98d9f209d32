package dev.headgate.benchmarks.cold;

import dev.headgate.benchmarks.cold.ColdFunction.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real router in processes of its own, whose answers are checked.
///
/// @param folder its package; the configuration is written beside its `lib`
record Router(FunctionFolder folder, Account account, Client client) {
    private static final Pattern REMAINING = Pattern.compile("\"x-ratelimit-remaining-year\"\\s*:\\s*\"(\\d+)\"",
            Pattern.CASE_INSENSITIVE);
    private static final String HANDLER = "dev.headgate.functions.RouterHandler";

    /// @param libraries the jars of the functions' package
    static Router of(Path folder, Path libraries, Account account) throws IOException, GeneralSecurityException {
        Router router = new Router(FunctionFolder.router(folder, libraries), account, Client.create());
        Files.writeString(folder.resolve("headgate.yaml"), """
                auth: strict
                rate_limits: {time_limit_millis: 2000}
                """);
        return router;
    }

    /// Configures it.
    ColdFunction at(Step step) throws IOException {
        Files.writeString(folder.folder().resolve("kong.yaml"), step.configuration(account.backend(), client));
        return step.of(new ColdFunction(folder.folder(), HANDLER, account.variables()));
    }

    /// A start whose answer is right: the backend's, and counted where it has to be.
    Start start(ColdFunction function, Step step) throws IOException {
        Start start = function.start(client.event());
        if (!isRight(start.answer(), step)) {
            throw new IOException("the router answered " + start.answer() + "\n" + String.join("\n", start.log()));
        }
        return start;
    }

    static boolean isRight(String answer, Step step) {
        return answer.contains("\"statusCode\":200") && answer.contains(Account.ANSWER)
                && (!step.counts() || remaining(answer) >= 0);
    }

    /// How many requests are left; negative where that is not told.
    static long remaining(String answer) {
        Matcher remaining = REMAINING.matcher(answer);
        return remaining.find() ? Long.parseLong(remaining.group(1)) : -1;
    }
}
