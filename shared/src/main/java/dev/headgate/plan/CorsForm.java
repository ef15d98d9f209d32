package dev.headgate.plan;

import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.AllowedOrigin;
import dev.headgate.plugin.Cors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// An HTTP API's own CORS, where the configuration has one cors plugin, for all routes, that can be said so.
final class CorsForm {
    private static final int DAY_SECONDS = 86_400;
    /// No page can send them (Fetch standard, "forbidden method"), and API Gateway does not take them.
    private static final Set<String> FORBIDDEN = Set.of("TRACE", "CONNECT");

    private CorsForm() {}

    /// The API's CORS; absent where it could not be the plugin's.
    static Optional<NativeCors> of(Gateway gateway) {
        List<PluginInstance> plugins = gateway.plugins().stream()
                .filter(plugin -> plugin.enabled() && plugin.config() instanceof Cors).toList();
        return plugins.size() == 1 && plugins.getFirst().scope().equals(PluginInstance.Scope.GLOBAL)
                && plugins.getFirst().config() instanceof Cors cors
                        ? of(cors)
                        : Optional.empty();
    }

    private static Optional<NativeCors> of(Cors cors) {
        List<String> origins = new ArrayList<>();
        for (AllowedOrigin origin : cors.origins()) {
            switch (origin) {
                case AllowedOrigin.Any _ -> origins.add("*");
                case AllowedOrigin.Literal(String _, String normalized) -> origins.add(normalized);
                case AllowedOrigin.Expression _ -> {
                    return Optional.empty();
                }
            }
        }
        if (origins.isEmpty()) {
            origins.add("*");
        }
        boolean any = origins.contains("*");
        boolean isOdd = any && origins.size() > 1 || any && cors.credentials() || cors.privateNetwork()
                || cors.preflightContinue() || cors.credentials() && cors.headers().isEmpty()
                || origins.stream().anyMatch(origin -> !origin.equals("*") && !origin.matches("https?://.+"));
        Optional<OptionalInt> maxAge = maxAge(cors.maxAge());
        return isOdd || maxAge.isEmpty()
                ? Optional.empty()
                : Optional.of(new NativeCors(origins,
                        cors.methods().stream().filter(method -> !FORBIDDEN.contains(method)).toList(),
                        cors.headers().isEmpty() ? List.of("*") : cors.headers(), cors.exposedHeaders(), maxAge.get(),
                        cors.credentials()));
    }

    /// What API Gateway takes: -1 to a day; nothing for what it does not.
    private static Optional<OptionalInt> maxAge(String written) {
        if (written.isEmpty()) {
            return Optional.of(OptionalInt.empty());
        }
        try {
            int seconds = Integer.parseInt(written);
            return seconds <= DAY_SECONDS ? Optional.of(OptionalInt.of(seconds)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
