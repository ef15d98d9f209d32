package dev.headgate.plan;

import dev.headgate.diagnostic.Location;

/// Why a route, or a path of it, is not placed natively. No member is null.
///
/// @param code the kind of reason
/// @param location of the entity that it comes from
/// @param field the field there; may be empty
/// @param message what it is, naming values
/// @param rewording what would make it native; empty where nothing would
public record Reason(ReasonCode code, Location location, String field, String message, String rewording) {}
