package dev.headgate.plan;

import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Protocol;
import dev.headgate.plugin.IpRestriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the resource policy of a REST API can do of ip-restriction. It is for the whole API, before everything else, so there
/// may be no other ip-restriction but the one for all requests.
///
/// @param addresses of the one for all requests; absent where there is none
/// @param hindrances why the policy would not refuse the same clients, or not alike; empty where it would
public record AddressForm(Optional<NativeAddresses> addresses, List<Hindrance> hindrances) {
    /// What API Gateway takes (quota "Resource policy size"), less the statements around the ranges.
    private static final int RANGES_CHARACTERS_MAX = 8_192 - 700;

    /// What keeps a resource policy from being what the plugins are.
    ///
    /// @param plugin that it comes from
    /// @param field of the plugin; empty for the plugin as a whole
    /// @param message a sentence
    /// @param rewording what would help; empty where nothing would
    public record Hindrance(PluginInstance plugin, String field, String message, String rewording) {}

    public AddressForm {
        hindrances = List.copyOf(hindrances);
    }

    /// That of a configuration.
    public static AddressForm of(Gateway gateway, CallerRules callers) {
        List<PluginInstance> restrictions = gateway.plugins().stream()
                .filter(plugin -> plugin.enabled() && plugin.config() instanceof IpRestriction).toList();
        List<Hindrance> hindrances = new ArrayList<>();
        restrictions.stream().filter(plugin -> !isGlobal(plugin)).findFirst()
                .ifPresent(plugin -> hindrances.add(new Hindrance(plugin, "",
                        "it takes the place of the one for all requests, but a resource policy stands before all routes.",
                        "Have one ip-restriction, for all requests.")));
        Optional<PluginInstance> global = restrictions.stream().filter(AddressForm::isGlobal).findFirst();
        global.ifPresent(plugin -> hindrances.addAll(hindrances(plugin, callers)));
        return new AddressForm(global.map(plugin -> NativeAddresses.of((IpRestriction) plugin.config())), hindrances);
    }

    private static boolean isGlobal(PluginInstance plugin) {
        return plugin.scope().equals(PluginInstance.Scope.GLOBAL);
    }

    private static List<Hindrance> hindrances(PluginInstance plugin, CallerRules callers) {
        List<Hindrance> hindrances = new ArrayList<>();
        IpRestriction restriction = (IpRestriction) plugin.config();
        if (callers.isEdge()) {
            hindrances.add(new Hindrance(plugin, "",
                    "API Gateway gives the authorizer's 401 to whom a resource policy refuses, with auth: edge.",
                    "Write auth: strict into headgate.yaml."));
        }
        if (callers.trustsPeers()) {
            hindrances.add(new Hindrance(plugin, "",
                    "a resource policy sees who connected, and trusted_ips in headgate.yaml lets that one name another "
                            + "address.",
                    "Remove trusted_ips where nothing stands before API Gateway."));
        }
        if (!plugin.protocols().contains(Protocol.HTTPS)) {
            hindrances.add(new Hindrance(plugin, "protocols",
                    "it does not run for https, and API Gateway takes nothing else.", "Add https."));
        }
        if (restriction.message().contains("$")) {
            hindrances.add(new Hindrance(plugin, "config.message",
                    "API Gateway would put a variable in the place of what follows the $.", "Write it without $."));
        }
        int characters = Stream.concat(restriction.allowedRanges().stream(), restriction.deniedRanges().stream())
                .mapToInt(range -> range.length() + 3).sum();
        if (characters > RANGES_CHARACTERS_MAX) {
            hindrances.add(new Hindrance(plugin, "config",
                    "these ranges do not fit into a resource policy, which has 8192 characters at the most.",
                    "Write larger ranges in the place of several that lie side by side."));
        }
        return hindrances;
    }
}
