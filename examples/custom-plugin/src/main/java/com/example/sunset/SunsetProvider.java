package com.example.sunset;

import dev.headgate.plugin.PluginProvider;
import dev.headgate.plugin.PluginType;
import java.util.List;

/// Tells Headgate of the plugin. META-INF/services names this class.
public final class SunsetProvider implements PluginProvider {
    @Override
    public List<PluginType<?>> types() {
        return List.of(ApiSunset.TYPE);
    }
}
