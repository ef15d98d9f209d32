package dev.headgate.local.gateway;

import dev.headgate.config.ConfigurationFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// How to run the functions as processes.
///
/// @param libraries the folder of the functions' jars
/// @param plugins where custom plugins stand: jars, folders of jars, folders of classes
/// @param files the configuration, on disk, which the processes read
/// @param variables what the configuration needs of this process's environment; asked for each deployment anew
/// @param concurrency how many requests each function serves at once
public record ProcessOptions(
        Path libraries,
        List<Path> plugins,
        ConfigurationFiles files,
        Supplier<Map<String, String>> variables,
        int concurrency) {}
