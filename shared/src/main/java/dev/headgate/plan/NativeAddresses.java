package dev.headgate.plan;

import dev.headgate.plugin.IpRestriction;
import java.util.List;

/// Whose requests a REST API takes at all, by its resource policy: what ip-restriction lets pass, for all routes
/// ([resource policies](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html)).
///
/// @param allow ranges in CIDR form of which a client's address has to be in one; empty for any
/// @param deny ranges in CIDR form of which it has to be in none
/// @param status of a refusal, 400 to 599
/// @param message of a refusal; empty for one that names the address
public record NativeAddresses(List<String> allow, List<String> deny, int status, String message) {
    public NativeAddresses {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /// What a plugin refuses, and how.
    public static NativeAddresses of(IpRestriction restriction) {
        return new NativeAddresses(restriction.allowedRanges(), restriction.deniedRanges(), restriction.status(),
                restriction.message());
    }
}
