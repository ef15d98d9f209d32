package dev.headgate.config;

import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the fields of a configuration are written. The model knows where its entities stand and no more; this finds the
/// rest in what was read, when somebody asks.
///
/// A field stands where its value does, as in findings about it: in the entity, or in what the entity takes it from: a
/// merged or aliased mapping, `_info.defaults`, a shared configuration of `_plugin_configs`; and at the template where one
/// gave the value. For use by one thread.
public final class FieldLocations {
    private static final String CONFIG = "config";
    /// What a service's `url` says.
    private static final Set<String> IN_URL = Set.of("protocol", "host", "port", "path");

    private final Map<Location, List<Declared>> entities;
    private final PluginRegistry plugins;
    private final Map<Declared, Optional<Values>> configs = new HashMap<>();

    /// @param declared everything that was read
    FieldLocations(Stream<Declared> declared, PluginRegistry plugins) {
        this.entities = declared.collect(Collectors.groupingBy(Declared::location));
        this.plugins = plugins;
    }

    /// Where a field of an entity is written; the nearest part of it that is, and the entity's own place for one that is a
    /// default. A place at which no entity begins is given back.
    ///
    /// @param entity where the entity begins, as the model has it
    /// @param field as findings name it: `hosts`, `paths[1]`, `headers.x-env`, `config.redis.host`; lists are counted as
    ///        they are read, repeated items of sets once; empty for the entity itself
    public Location of(Location entity, String field) {
        if (field.isEmpty()) {
            return entity;
        }
        // One written place can be several entities: by an alias, or by a template that is more than a value.
        return entities.getOrDefault(entity, List.of()).stream().map(declared -> of(declared, field))
                .filter(found -> !found.equals(entity)).findFirst().orElse(entity);
    }

    private Location of(Declared declared, String field) {
        Optional<Location> inConfig = declared.kind() == EntityKind.PLUGIN && field.startsWith(CONFIG + ".")
                ? config(declared).map(values -> values.location(field.substring(CONFIG.length() + 1)))
                : Optional.empty();
        if (inConfig.isPresent()) {
            return inConfig.get();
        }
        Values values = declared.values().orElseThrow();
        boolean isInUrl = declared.kind() == EntityKind.SERVICE && IN_URL.contains(field)
                && !values.text("url").isEmpty();
        Location found = values.location(isInUrl ? "url" : field);
        // Lists of entities, and what is for nobody to read, are no values.
        return found.equals(values.location()) ? declared.view().location(field) : found;
    }

    /// A plugin's `config` has the field table of the plugin, so it is read apart.
    private Optional<Values> config(Declared plugin) {
        return configs.computeIfAbsent(plugin, _ -> {
            Entity nobody = new Entity("", "", new Diagnostics());
            return PluginFields.type(plugin.view(), nobody, plugins)
                    .flatMap(type -> PluginFields.config(type, plugin.view(), nobody, SchemaReader.asWritten()));
        });
    }
}
