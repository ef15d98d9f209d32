package dev.headgate.cdk;

import dev.headgate.model.Gateway;
import dev.headgate.model.PluginConfig;
import dev.headgate.plugin.Jwt;
import dev.headgate.plugin.KeyAuth;
import dev.headgate.plugin.OpenIdConnect;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The header fields in which clients may send credentials: those that plugins look at, and those that are so customary
/// that a client may send one unasked.
final class CredentialHeaders {
    private static final List<String> CUSTOMARY = List.of("authorization", "proxy-authorization", "cookie", "apikey",
            "x-api-key", "access-token", "x-access-token");

    private CredentialHeaders() {}

    /// In lower case.
    static Set<String> of(Gateway gateway) {
        Set<String> names = new HashSet<>(CUSTOMARY);
        gateway.plugins().stream().filter(plugin -> plugin.enabled()).flatMap(plugin -> of(plugin.config()).stream())
                .map(name -> name.toLowerCase(Locale.ROOT)).forEach(name -> {
                    names.add(name);
                    // Plugins find a field under either spelling.
                    names.add(name.replace('_', '-'));
                });
        return names;
    }

    /// Those that are this plugin's own; the others are customary.
    private static List<String> of(PluginConfig config) {
        return switch (config) {
            case KeyAuth key when key.keyInHeader() -> key.keyNames();
            case Jwt jwt -> jwt.tokens().headerNames();
            case OpenIdConnect openId -> openId.tokens().headerName().isEmpty()
                    ? List.of()
                    : List.of(openId.tokens().headerName());
            default -> List.of();
        };
    }
}
