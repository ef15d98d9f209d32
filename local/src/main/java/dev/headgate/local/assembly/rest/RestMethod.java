package dev.headgate.local.assembly.rest;

import java.util.Optional;

/// A method of a resource.
///
/// @param name such as `GET`, or `ANY`
/// @param authorizer whom it asks; absent where it is open to everybody
/// @param integration who answers
record RestMethod(String name, Optional<RestAuthorizer> authorizer, RestIntegration integration) {}
