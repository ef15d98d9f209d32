package dev.headgate.plugin;

import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.function.Function;

/// What Headgate knows of a plugin before any is configured.
///
/// @param name Kong's name
/// @param priority plugins run in descending order of it, and of equals in descending order of name, as in Kong
/// @param schema the field table of its `config`
/// @param perConsumer whether it may be scoped to a consumer; Kong refuses that for plugins that run before consumers
///        are known
/// @param create makes the plugin of a configuration that obeys the schema and all its checks
/// @param <P> the plugin's record
public record PluginType<P extends Plugin>(
        String name,
        int priority,
        RecordSchema schema,
        boolean perConsumer,
        Function<Values, P> create) {}
