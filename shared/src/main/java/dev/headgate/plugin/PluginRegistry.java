package dev.headgate.plugin;

import dev.headgate.plugin.PluginCatalog.Entry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which plugins a gateway knows: Headgate's own ([PluginCatalog]) and those that [PluginProvider]s add. Whoever reads a
/// configuration and whoever runs it are given the same one. Immutable, so safe for use by many threads.
public final class PluginRegistry {
    /// Headgate's own plugins and no others.
    public static final PluginRegistry OWN = new PluginRegistry(Map.of());

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final Map<String, PluginType<?>> added;

    private PluginRegistry(Map<String, PluginType<?>> added) {
        this.added = added;
    }

    /// Headgate's own plugins and what these providers add.
    ///
    /// @throws PluginProviderException when a provider fails, or names a plugin as it must not
    public static PluginRegistry of(Iterable<? extends PluginProvider> providers) {
        Map<String, PluginType<?>> added = new LinkedHashMap<>();
        for (PluginProvider provider : providers) {
            String of = " of " + provider.getClass().getName();
            for (PluginType<?> type : types(provider)) {
                String name = type.name();
                if (!NAME.matcher(name).matches()) {
                    throw new PluginProviderException("the plugin \"" + name + "\"" + of
                            + " needs a name of lower-case letters, digits and hyphens that begins with a letter");
                }
                if (PluginName.of(name).map(PluginCatalog::entry).filter(Entry.Available.class::isInstance)
                        .isPresent()) {
                    throw new PluginProviderException("the plugin " + name + of
                            + " needs another name: Headgate has a plugin of this one");
                }
                if (added.put(name, type) != null) {
                    throw new PluginProviderException("the plugin " + name + of
                            + " needs another name: one of this name is added already");
                }
            }
        }
        return added.isEmpty() ? OWN : new PluginRegistry(added);
    }

    private static List<PluginType<?>> types(PluginProvider provider) {
        try {
            return List.copyOf(provider.types());
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new PluginProviderException("the plugin provider " + provider.getClass().getName()
                    + " failed: " + e, e);
        }
    }

    /// Headgate's own plugins and those of all providers that a class loader finds.
    ///
    /// @throws PluginProviderException when a provider cannot be made, fails, or names a plugin as it must not
    public static PluginRegistry load(ClassLoader loader) {
        try {
            return of(ServiceLoader.load(PluginProvider.class, loader));
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new PluginProviderException("a plugin provider cannot be used: " + e.getMessage()
                    + (e.getCause() == null ? "" : " (" + e.getCause() + ")"), e);
        }
    }

    /// What becomes of the plugin of this name; empty for one that neither Kong has nor a provider adds.
    public Optional<Entry> entry(String name) {
        PluginType<?> type = added.get(name);
        return type == null ? PluginName.of(name).map(PluginCatalog::entry) : Optional.of(new Entry.Available(type));
    }

    /// The type of the plugin of this name; empty for one that cannot be configured.
    public Optional<PluginType<?>> type(String name) {
        return entry(name).flatMap(entry -> switch (entry) {
            case Entry.Available(PluginType<?> type) -> Optional.of(type);
            case Entry.Unavailable _ -> Optional.empty();
        });
    }

    /// Whether a provider adds the plugin of this name.
    public boolean isAdded(String name) {
        return added.containsKey(name);
    }

    /// Every plugin that can be configured: Headgate's own by name, then those that are added, in order of their providers.
    public List<PluginType<?>> types() {
        Stream<PluginType<?>> own = Arrays.stream(PluginName.values()).map(PluginCatalog::entry)
                .flatMap(entry -> switch (entry) {
                    case Entry.Available(PluginType<?> type) -> Stream.of(type);
                    case Entry.Unavailable _ -> Stream.of();
                });
        return Stream.concat(own, added.values().stream()).toList();
    }

    /// The name of every plugin of Kong's and of every one that is added.
    public List<String> names() {
        Stream<String> kong = Arrays.stream(PluginName.values()).map(PluginName::kongName);
        return Stream.concat(kong, added.keySet().stream()).distinct().toList();
    }
}
