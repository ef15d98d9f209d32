package dev.headgate.local.cli;

import dev.headgate.local.assembly.serving.AssemblyGateway;
import dev.headgate.local.assembly.serving.AssemblyOptions;
import dev.headgate.local.assembly.serving.UnservableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options by which `headgate start` serves what the CDK app would deploy.
final class AssemblyOption {
    @Option(
            names = "--assembly",
            paramLabel = "DIR",
            description = "Serve a synthesized cloud assembly instead of a configuration: the folder cdk.out that cdk synth"
                    + " writes. See docs/assembly.md.")
    private Path folder;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "With --assembly: the stack whose APIs are served. Default: the only one that has any.")
    private String stack;

    @Option(
            names = "--in-process",
            description = "With --assembly: run the functions in this process instead of processes of their own.")
    private boolean inProcess;

    @Option(
            names = "--target",
            paramLabel = "ARN=URL",
            description = "With --assembly: the address that stands for what is behind a VPC link, such as"
                    + " http://127.0.0.1:9000. May be given several times.")
    private Map<String, String> targets = new LinkedHashMap<>();

    boolean isGiven() {
        return folder != null;
    }

    /// Refuses what does not go together.
    ///
    /// @param others names of options that were given and mean nothing to an assembly
    void check(CommandSpec spec, List<String> configs, List<String> others) {
        if (folder == null) {
            if (stack != null || inProcess || !targets.isEmpty()) {
                throw new ParameterException(spec.commandLine(),
                        "--stack, --in-process and --target are for --assembly. Add that, or leave them out.");
            }
            return;
        }
        if (!configs.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    "--assembly serves the configuration that was deployed with"
                            + " it. Leave out " + String.join(" ", configs) + ".");
        }
        if (!others.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    String.join(", ", others) + " cannot go with --assembly, whose templates say it all. Leave out one"
                            + " of both.");
        }
    }

    /// Serves until the process is told to end.
    ///
    /// @return the exit code, where it cannot be served
    int serve(CommandSpec spec, int port, Closeables closeables, Waiting waiting) throws InterruptedException {
        GatewayConsole console = new GatewayConsole(spec);
        try {
            AssemblyGateway gateway = closeables.add(AssemblyGateway.start(
                    new AssemblyOptions(folder, Optional.ofNullable(stack), port, inProcess, targets), console::log));
            announce(spec.commandLine().getOut(), gateway);
        } catch (UnservableException e) {
            console.findings(e.findings());
            return Headgate.INPUT;
        } catch (IOException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
        waiting.untilEnd(closeables);
        return Headgate.OK;
    }

    /// Waits for the end of the process.
    @FunctionalInterface
    interface Waiting {
        void untilEnd(Closeables closeables) throws InterruptedException;
    }

    private void announce(PrintWriter out, AssemblyGateway gateway) {
        for (AssemblyGateway.Listening api : gateway.apis()) {
            out.println("Headgate ready on " + api.address() + " as " + api.name());
            out.println();
            api.keys().stream().sorted().forEach(key -> out.println("  " + key));
            out.println();
        }
        out.println("Embedded DynamoDB on " + gateway.storeAddress());
        out.println(inProcess
                ? "Functions run in this process"
                : "Functions run as processes; the first request starts the first");
        out.flush();
    }
}
