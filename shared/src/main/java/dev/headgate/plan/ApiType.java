package dev.headgate.plan;

import java.util.Locale;

/// The two kinds of API that a plan can be made for. They choose routes by different rules and can do different things by
/// themselves.
public enum ApiType {
    HTTP, REST;

    /// As people write it: `HTTP API`.
    public String title() {
        return name() + " API";
    }

    /// As settings write it: `http`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
