package dev.headgate.config;

import dev.headgate.schema.Rule;
import java.util.List;
import java.util.regex.Pattern;

/// Rules for hosts, host patterns and server names (kong/db/schema/typedefs.lua).
final class HostRules {
    private static final Pattern AT_MOST_ONE_WILDCARD = Pattern.compile("[^*]*\\*?[^*]*");
    private static final Pattern WILDCARD_IS_A_LABEL = Pattern.compile("\\*\\..*|.*\\.\\*|[^*]*");

    /// A host without a port, such as a service's.
    static final List<Rule<String>> HOST = List.of(
            new Rule<>(host -> !(Address.parse(host) instanceof Address.Result.Invalid), "invalid value: %s.",
                    "Write a host name or an IP address."),
            new Rule<>(HostRules::hasNoPort, "%s: must not have a port.", "Write the port into the field port."));

    /// A host with or without a port, such as an upstream's `host_header`.
    static final List<Rule<String>> HOST_AND_PORT = List.of(
            new Rule<>(host -> Address.parse(host) instanceof Address.Result.Valid, "invalid hostname: %s.",
                    "Write a host name, with a port where it needs one."));

    /// A route's host: the `*` may stand for the first or last labels.
    static final List<Rule<String>> HOST_PATTERN = List.of(
            new Rule<>(host -> AT_MOST_ONE_WILDCARD.matcher(host).matches(),
                    "%s: invalid wildcard: must have at most one wildcard.", ""),
            new Rule<>(host -> WILDCARD_IS_A_LABEL.matcher(host).matches(),
                    "%s: invalid wildcard: must be placed at leftmost or rightmost label.",
                    "Write *.example.com or example.*"),
            new Rule<>(host -> Address.parse(host.replace("*", "abc")) instanceof Address.Result.Valid(Address address)
                    && address.port().orElse(1) > 0, "invalid hostname: %s.",
                    "Write a host name, with a port where it needs one."));

    /// A TLS server name, which may begin or end with `*`.
    static final List<Rule<String>> SERVER_NAME = List.of(
            new Rule<>(HostRules::wildcardIsOutside, "%s: wildcard must be leftmost or rightmost character.", ""),
            new Rule<>(name -> AT_MOST_ONE_WILDCARD.matcher(name).matches(),
                    "%s: only one wildcard must be specified.", ""),
            new Rule<>(name -> !(parseServerName(name) instanceof Address.Result.Invalid), "invalid value: %s.", ""),
            new Rule<>(HostRules::isNoIp, "%s: must not be an IP.",
                    "Server names are never IP addresses (RFC 6066 §3)."),
            new Rule<>(name -> hasNoPort(name.replace("*", "wildcard")), "%s: must not have a port.", ""));

    /// An upstream's name.
    static final List<Rule<String>> UPSTREAM_NAME = List.of(
            new Rule<>(name -> Address.parse(name) instanceof Address.Result.Valid,
                    "Invalid name ('%s'); must be a valid hostname.", ""),
            new Rule<>(name -> kindOf(name) == Address.Kind.NAME, "Invalid name ('%s'); no ip addresses allowed.",
                    "An upstream's name is what services write as their host."),
            new Rule<>(HostRules::hasNoPort, "Invalid name ('%s'); no port allowed.", "Ports belong to the targets."));

    /// A target's address.
    static final List<Rule<String>> TARGET = List.of(
            new Rule<>(target -> Address.parse(target) instanceof Address.Result.Valid(Address address)
                    && address.port().orElse(1) > 0,
                    "Invalid target ('%s'); not a valid hostname or ip address.",
                    "Write host:port; without a port, 8000 is meant."));

    private HostRules() {}

    private static boolean hasNoPort(String host) {
        return switch (Address.parse(host)) {
            case Address.Result.Valid(Address address) -> address.port().isEmpty();
            case Address.Result.Invalid _ -> true;
            case Address.Result.InvalidPort _ -> false;
        };
    }

    private static boolean wildcardIsOutside(String name) {
        int wildcard = name.indexOf('*');
        return wildcard <= 0 || wildcard == name.length() - 1;
    }

    private static Address.Result parseServerName(String name) {
        return Address.parse(name.replace("*", "wildcard"));
    }

    private static boolean isNoIp(String name) {
        return !(parseServerName(name) instanceof Address.Result.Valid(Address address))
                || address.kind() == Address.Kind.NAME;
    }

    private static Address.Kind kindOf(String name) {
        return Address.parse(name) instanceof Address.Result.Valid(Address address)
                ? address.kind()
                : Address.Kind.NAME;
    }
}
