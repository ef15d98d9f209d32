package dev.headgate.plan;

import dev.headgate.diagnostic.Location;

/// Why a route, or a path of it, is not placed natively. No member is null.
///
/// @param code the kind of reason
/// @param location of the entity that it comes from, or of the field there ([#at])
/// @param field the field there, as findings name it: `hosts`, `paths[1]`, `config.claims_to_verify`; may be empty
/// @param message what it is, naming values
/// @param rewording what would make it native; empty where nothing would
public record Reason(ReasonCode code, Location location, String field, String message, String rewording) {
    /// The same reason at another place.
    public Reason at(Location place) {
        return new Reason(code, place, field, message, rewording);
    }
}
