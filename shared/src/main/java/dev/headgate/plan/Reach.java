package dev.headgate.plan;

/// What API Gateway may call by itself.
public enum Reach {
    /// Public backends, functions, and private backends whose listeners the settings name.
    EVERYWHERE,
    /// Of all these only private backends: the rest is to be called from inside of a network, where the router stands.
    PRIVATE_ONLY
}
