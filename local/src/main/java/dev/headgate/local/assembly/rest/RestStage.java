package dev.headgate.local.assembly.rest;

import java.util.Map;

/// A stage of an API.
///
/// @param settings by `METHOD /path`, `METHOD` and the path each possibly `*`: what is said of a method goes before what
///        is said of all, and as a whole
record RestStage(String name, Map<String, MethodSettings> settings) {
    /// What is said of all methods.
    static final String ALL = "* /*";

    RestStage {
        settings = Map.copyOf(settings);
    }

    MethodSettings settings(RestResource resource, RestMethod method) {
        MethodSettings ofAll = settings.getOrDefault(ALL, MethodSettings.NONE);
        return settings.getOrDefault(method.name() + " " + resource.path(), ofAll);
    }
}
