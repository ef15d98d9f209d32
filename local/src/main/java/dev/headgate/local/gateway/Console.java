package dev.headgate.local.gateway;

import dev.headgate.diagnostic.Diagnostic;
import java.util.List;

/// Where the local gateway speaks to the person who runs it. Safe for use by many threads.
public interface Console {
    /// Findings about a configuration that was read anew.
    void findings(List<Diagnostic> diagnostics);

    /// A sentence about what the gateway does.
    void notice(String text);

    /// A line of a function's log.
    void log(String line);
}
