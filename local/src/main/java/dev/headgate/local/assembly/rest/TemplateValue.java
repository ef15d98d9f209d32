package dev.headgate.local.assembly.rest;

import java.util.List;

/// A value in a mapping template.
sealed interface TemplateValue {
    /// A text, a number, true or false.
    record Literal(String text) implements TemplateValue {}

    /// A text between quotation marks, in which references are filled in.
    record Quoted(List<TemplateNode> nodes) implements TemplateValue {
        public Quoted {
            nodes = List.copyOf(nodes);
        }
    }

    /// `$context.NAME`.
    record OfContext(String name) implements TemplateValue {}

    /// `$input.params('NAME')`.
    record Parameter(String name) implements TemplateValue {}

    /// `$input.body`.
    record Content() implements TemplateValue {}

    /// `$NAME`, a variable of the template's own.
    record Variable(String name) implements TemplateValue {}

    /// `$util.FUNCTION(…)`.
    record Call(TemplateFunction function, TemplateValue argument) implements TemplateValue {}
}
