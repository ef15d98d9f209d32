package dev.headgate.local.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `headgate keys`: makes, shows and ends API keys.
@Command(
        name = "keys",
        description = "Makes, shows and ends API keys.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
                HelpCommand.class, CreateCommand.class, ListCommand.class, ShowCommand.class,
                RotateCommand.class, RevokeCommand.class, ImportCommand.class, ExportCommand.class})
public final class KeysCommand {
    /// Made by picocli.
    public KeysCommand() {}
}
