package dev.headgate.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the findings of one reading. For use by one thread.
public final class Diagnostics {
    private static final Comparator<Diagnostic> IN_FILE_ORDER = Comparator.comparing(Diagnostic::location);

    private final List<Diagnostic> found = new ArrayList<>();
    private int errorCount;

    public void add(Diagnostic diagnostic) {
        found.add(diagnostic);
        if (diagnostic.severity() == Severity.ERROR) {
            errorCount++;
        }
    }

    /// How many errors have been found so far.
    public int errorCount() {
        return errorCount;
    }

    /// Whether anything found so far forbids using the configuration.
    public boolean hasErrors() {
        return errorCount() > 0;
    }

    /// Everything found, in file order.
    public List<Diagnostic> inFileOrder() {
        return found.stream().sorted(IN_FILE_ORDER).toList();
    }
}
