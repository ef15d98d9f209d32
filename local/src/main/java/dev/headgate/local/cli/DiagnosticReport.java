package dev.headgate.local.cli;

import dev.headgate.diagnostic.Diagnostic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Prints findings: a line each for people, or a JSON list for programs.
final class DiagnosticReport {
    private static final JsonFactory JSON = new JsonFactory();

    private DiagnosticReport() {}

    /// A line each, the severity in colour where the terminal has any.
    static void text(List<Diagnostic> diagnostics, PrintWriter out, Ansi ansi) {
        for (Diagnostic diagnostic : diagnostics) {
            out.println(ansi.enabled() ? coloured(diagnostic, ansi) : diagnostic.toString());
        }
        out.flush();
    }

    private static String coloured(Diagnostic diagnostic, Ansi ansi) {
        String severity = " " + diagnostic.severity() + " ";
        String style = switch (diagnostic.severity()) {
            case ERROR -> "fg(red),bold";
            case WARNING -> "fg(yellow)";
            case NOTE -> "fg(cyan)";
        };
        String[] parts = diagnostic.toString().split(severity, 2);
        // The markup swallows the blank that ends its style, so the blanks around the word stand outside.
        return parts[0] + " " + ansi.string("@|" + style + " " + diagnostic.severity() + "|@") + " " + parts[1];
    }

    /// A list of objects with the members severity, code, entity_type, entity_name, field, message, hint, file, line and
    /// column.
    static void json(List<Diagnostic> diagnostics, PrintWriter out) {
        out.print(diagnostics.stream().map(DiagnosticReport::object)
                .collect(Collectors.joining(",\n  ", diagnostics.isEmpty() ? "[" : "[\n  ",
                        diagnostics.isEmpty() ? "" : "\n")));
        out.println("]");
        out.flush();
    }

    private static String object(Diagnostic diagnostic) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(diagnostic, json);
        }
        return text.toString();
    }

    private static void write(Diagnostic diagnostic, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("severity", diagnostic.severity().toString());
        json.writeStringProperty("code", diagnostic.code().name());
        json.writeStringProperty("entity_type", diagnostic.entityType());
        json.writeStringProperty("entity_name", diagnostic.entityName());
        json.writeStringProperty("field", diagnostic.field());
        json.writeStringProperty("message", diagnostic.message());
        json.writeStringProperty("hint", diagnostic.hint());
        json.writeStringProperty("file", diagnostic.location().file());
        json.writeNumberProperty("line", diagnostic.location().line());
        json.writeNumberProperty("column", diagnostic.location().column());
        json.writeEndObject();
    }
}
