package dev.headgate.local.cli;

import dev.headgate.local.keys.KeysCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/// The command line. Exit codes: 0 all is well, 1 the input is wrong, 2 the command was used wrongly, 3 something about
/// this machine is wrong (a port in use, a file that cannot be read, a store that does not answer).
@Command(
        name = "headgate",
        description = "A serverless API gateway for AWS, driven by a Kong declarative file.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
                StartCommand.class, ValidateCommand.class, RoutesCommand.class, ExplainCommand.class,
                InvokeCommand.class, PlanCommand.class, ConvertCommand.class, DiffCommand.class, SchemaCommand.class,
                KeysCommand.class,
                HelpCommand.class, AutoComplete.GenerateCompletion.class})
public final class Headgate {
    /// All is well.
    public static final int OK = 0;
    /// The input is wrong.
    public static final int INPUT = 1;
    /// The command was used wrongly.
    public static final int USAGE = 2;
    /// This machine is wrong.
    public static final int ENVIRONMENT = 3;

    private Headgate() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The command line, ready to execute arguments; tests give it writers of their own.
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Headgate());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.getSubcommands().values().forEach(Headgate::addHelp);
        commandLine.setExecutionExceptionHandler((problem, command, _) -> {
            switch (problem) {
                case InputException input -> {
                    command.getErr().println(command.getColorScheme().errorText(input.getMessage()));
                    return INPUT;
                }
                case EnvironmentException environment -> {
                    command.getErr()
                            .println(command.getColorScheme().errorText("headgate: " + environment.getMessage()));
                    return ENVIRONMENT;
                }
                default -> throw problem;
            }
        });
        return commandLine;
    }

    private static void addHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec().addOption(OptionSpec.builder("-h", "--help").usageHelp(true)
                    .description("Show this help and exit.").build());
        }
        command.getSubcommands().values().forEach(Headgate::addHelp);
    }
}
