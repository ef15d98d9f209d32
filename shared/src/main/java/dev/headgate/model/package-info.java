/// What a gateway is made of, in Kong's terms: services, routes, consumers with their credentials, plugins, upstreams.
/// Readers make these values, everything else uses them. Immutable, checked, and located in the user's file. Start at
/// [Gateway].
package dev.headgate.model;
