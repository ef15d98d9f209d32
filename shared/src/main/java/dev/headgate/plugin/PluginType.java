package dev.headgate.plugin;

import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.Objects;
import java.util.function.Function;

/// What Headgate knows of a plugin before any is configured. Each plugin of its own has one as a constant, listed in
/// [PluginCatalog]; a [PluginProvider] brings more.
///
/// @param name Kong's name, or one of your own for a plugin that Kong does not have; what files write after `name:`
/// @param priority plugins run in descending order of it, and of equals in descending order of name, as in Kong
/// @param schema the field table of its `config`
/// @param perConsumer whether it may be scoped to a consumer; Kong refuses that for plugins that run before consumers
///        are known
/// @param create makes the plugin of a configuration that obeys the schema and all its checks. An
///        [IllegalArgumentException] says that the configuration is still wrong; its message is shown to the user with the
///        place of `config`
/// @param <P> the plugin's record
public record PluginType<P extends Plugin>(
        String name,
        int priority,
        RecordSchema schema,
        boolean perConsumer,
        Function<Values, P> create) {
    /// @throws NullPointerException when a part is missing; the message names it
    public PluginType {
        Objects.requireNonNull(name, "a plugin without a name");
        Objects.requireNonNull(schema, () -> "the plugin " + name + " without a field table");
        Objects.requireNonNull(create, () -> "the plugin " + name + " without a way to make it");
    }
}
