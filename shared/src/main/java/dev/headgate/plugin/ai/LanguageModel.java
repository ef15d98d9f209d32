package dev.headgate.plugin.ai;

import dev.headgate.schema.Values;

/// A model as a configuration names it (kong/llm/schemas/init.lua).
///
/// @param routeType what is asked of it
/// @param provider who runs it
/// @param name empty where the client names it
record LanguageModel(RouteType routeType, Provider provider, String name, ModelOptions options, ModelAuth auth) {
    static LanguageModel read(Values config) {
        Values model = config.group("model").orElseThrow();
        return new LanguageModel(RouteType.of(config.text("route_type")), Provider.of(model.text("provider")),
                model.text("name"), model.group("options").map(ModelOptions::read).orElse(ModelOptions.NONE),
                config.group("auth").map(ModelAuth::read).orElse(ModelAuth.NONE));
    }

    LanguageModel named(String changed) {
        return new LanguageModel(routeType, provider, changed, options, auth);
    }

    LanguageModel with(ModelOptions changed) {
        return new LanguageModel(routeType, provider, name, changed, auth);
    }
}
