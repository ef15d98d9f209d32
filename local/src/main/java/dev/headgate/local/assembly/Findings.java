package dev.headgate.local.assembly;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Location;
import java.util.List;

/// Collects what is found about an assembly, under the template's file, the resource's type and logical id, and the
/// property. For use by one thread.
public final class Findings {
    private final Diagnostics found = new Diagnostics();

    /// A finding about a property of a resource.
    ///
    /// @param property its path in the resource, as in `CorsConfiguration.AllowOrigins`; empty for the resource itself
    /// @param message says the value, then the rule
    /// @param hint says what to do; empty where there is nothing to say
    public void add(Code code, TemplateResource resource, String property, String message, String hint) {
        found.add(new Diagnostic(code, Location.of(resource.file()), resource.type(), resource.logicalId(), property,
                message, hint));
    }

    /// A finding about a file of the assembly.
    public void add(Code code, String file, String message, String hint) {
        found.add(new Diagnostic(code, Location.of(file), "", "", "", message, hint));
    }

    /// Whether anything forbids serving the assembly.
    public boolean hasErrors() {
        return found.hasErrors();
    }

    /// Everything, by file, in the order in which it was found.
    public List<Diagnostic> all() {
        return found.inFileOrder();
    }
}
