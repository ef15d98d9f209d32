package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.required;

import dev.headgate.delivery.LogFiles;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/// Writes an entry for every request into a file. Source: kong/plugins/file-log.
///
/// @param path of the file
/// @param reopen whether it is closed and opened for every request
public record FileLog(String path, boolean reopen) implements Plugin {
    private static final Pattern NAME = Pattern.compile("[^\\s*&%`][^*&%`]*[^\\s*&%`]");

    /// Kong's file-log plugin.
    public static final PluginType<FileLog> TYPE = new PluginType<>("file-log", 9, RecordSchema.of(
            required("path", FieldType.text(new Rule<>(text -> NAME.matcher(text).matches(), "not a valid filename.",
                    "Write a path such as /dev/stdout.")),
                    "The file, which is made where there is none; `/dev/stdout` and `/dev/stderr` are the function's log."),
            defaulted("reopen", FieldType.flag(), false,
                    "Whether the file is closed and opened again for every request."),
            SharedFields.customFieldsByLua()).check(FileLog::check), true, FileLog::of);

    private static void check(Values config, Entity entity) {
        String path = config.text("path");
        if (!path.equals(LogFiles.STDOUT) && !path.equals(LogFiles.STDERR)) {
            entity.report(Code.HG0307, config.location("path"), "config.path", path
                    + ": a Lambda function has no files that last; there, entries go to the function's log instead.",
                    "Write /dev/stdout to have them there everywhere.");
        }
    }

    private static FileLog of(Values config) {
        return new FileLog(config.text("path"), config.flag("reopen"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public void log(LogEntry entry, PluginContext context) {
        try {
            context.resources().telemetry().files().append(path, reopen, LogDocument.of(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
