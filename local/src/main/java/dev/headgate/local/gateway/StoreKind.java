package dev.headgate.local.gateway;

import java.util.Locale;

/// Where the local gateway keeps keys, consumers and counters.
public enum StoreKind {
    /// Counters in this process; no keys but the configuration's.
    MEMORY,
    /// An embedded DynamoDB, through the same code as in the cloud.
    DYNAMODB;

    /// As help texts show the default.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
