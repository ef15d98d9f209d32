package dev.headgate.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the findings of one reading. For use by one thread.
///
/// Of errors without number, as an alias that repeats a mistake can make them, only so many are kept as anybody would
/// read.
public final class Diagnostics {
    private static final int ERRORS_KEPT_MAX = 10_000;
    private static final Comparator<Diagnostic> IN_FILE_ORDER = Comparator.comparing(Diagnostic::location);

    private final List<Diagnostic> found = new ArrayList<>();
    private int errorCount;

    public void add(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            errorCount++;
        }
        if (diagnostic.severity() != Severity.ERROR || errorCount <= ERRORS_KEPT_MAX) {
            found.add(diagnostic);
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

    /// Everything found, in file order; behind it, where there are too many errors, how many are not shown.
    public List<Diagnostic> inFileOrder() {
        List<Diagnostic> ordered = new ArrayList<>(found);
        ordered.sort(IN_FILE_ORDER);
        if (errorCount > ERRORS_KEPT_MAX) {
            ordered.add(new Diagnostic(Code.HG0004, Location.of(ordered.getLast().location().file()), "", "", "",
                    errorCount - ERRORS_KEPT_MAX + " more errors are not shown.", ""));
        }
        return List.copyOf(ordered);
    }
}
