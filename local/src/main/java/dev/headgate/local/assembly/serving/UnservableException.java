package dev.headgate.local.assembly.serving;

import dev.headgate.diagnostic.Diagnostic;
import java.util.List;

/// An assembly has something that cannot be served.
public final class UnservableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> findings;

    UnservableException(List<Diagnostic> findings) {
        super(findings.size() + " findings");
        this.findings = List.copyOf(findings);
    }

    /// What it is.
    public List<Diagnostic> findings() {
        return findings;
    }
}
