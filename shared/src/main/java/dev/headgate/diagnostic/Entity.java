package dev.headgate.diagnostic;

/// The entity that is being read, and where its findings go: spares every check from repeating who it speaks of.
/// For use by one thread, like the [Diagnostics] it fills.
///
/// @param type Kong's singular name: `service`, `route`, `plugin`, …; empty for the file itself
/// @param name the entity's name or id; empty while unknown
/// @param diagnostics where findings are collected
public record Entity(String type, String name, Diagnostics diagnostics) {
    /// Reports a finding about one field; `field` is empty for the entity as a whole.
    public void report(Code code, Location location, String field, String message, String hint) {
        diagnostics.add(new Diagnostic(code, location, type, name, field, message, hint));
    }
}
