package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads settings that are Headgate's own, in YAML or JSON, by a field table. What the table does not know is an error.
///
/// Safe for use by many threads.
///
/// @param table of the settings
/// @param code of everything that is found wrong, since field tables speak of Kong's file
public record SettingsReader(RecordSchema table, Code code) {
    /// What came of reading settings.
    ///
    /// @param values absent when there is any error
    /// @param diagnostics everything found, in file order
    public record Reading(Optional<Values> values, List<Diagnostic> diagnostics) {
        public Reading {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// Reads a file's content: UTF-8, or UTF-16 with a byte order mark. Where the file or the part of it is absent or
    /// empty, the defaults hold.
    ///
    /// @param fileName as locations are to name it
    /// @param path the names of the mappings in which the settings stand, from the outside; none for the whole file
    public Reading read(String fileName, byte[] content, List<String> path) {
        Diagnostics syntax = new Diagnostics();
        Optional<Node> root = FileText.decode(fileName, content, syntax)
                .flatMap(text -> new DocumentParser(fileName, syntax).parse(text));
        if (syntax.hasErrors()) {
            return new Reading(Optional.empty(), syntax.inFileOrder());
        }
        SchemaReader reader = new SchemaReader();
        Optional<Node> settings = root;
        for (String name : path) {
            settings = settings.filter(MappingNode.class::isInstance)
                    .flatMap(node -> new NodeView((MappingNode) node, reader).value(name));
        }
        Node node = settings.filter(found -> !found.getTag().equals(Tag.NULL)).orElseGet(() -> nothing(fileName));
        Diagnostics found = new Diagnostics();
        Optional<Values> values = reader.read(node, table, new Entity("", "", found), "");
        return new Reading(values, found.inFileOrder().stream().map(this::coded).toList());
    }

    /// An empty mapping at the beginning of the file.
    private static Node nothing(String fileName) {
        Optional<Mark> start = Optional.of(new Mark(fileName, 0, 0, 0, new int[0], 0));
        return new MappingNode(Tag.MAP, true, List.of(), FlowStyle.FLOW, start, start);
    }

    private Diagnostic coded(Diagnostic found) {
        return new Diagnostic(code, found.location(), found.entityType(), found.entityName(), found.field(),
                found.message(), found.hint());
    }
}
