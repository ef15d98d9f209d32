package dev.headgate.plugin;

import java.util.List;

/// Adds plugins that Headgate does not have. A provider is a public class with a public constructor without parameters,
/// named in the file `META-INF/services/dev.headgate.plugin.PluginProvider` of its jar ([java.util.ServiceLoader]). A
/// function finds the jars of its package, the command `headgate` those of `--plugins`. docs/custom-plugins.md has a worked
/// example.
///
/// A plugin that is added is configured, scoped, ordered and checked like any other.
///
/// [#types] is called once, when the gateway starts. A provider that throws keeps the gateway from starting: it should
/// read no file and call nothing outside.
public interface PluginProvider {
    /// The plugins that it adds.
    ///
    /// @return no null; each name is made of lower-case letters, digits and hyphens, begins with a letter, and belongs to
    ///         no plugin that Headgate has ([PluginCatalog]) or another provider adds. The names of Kong's plugins that
    ///         Headgate lacks are free.
    List<PluginType<?>> types();
}
