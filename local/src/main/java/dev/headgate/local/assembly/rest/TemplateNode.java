package dev.headgate.local.assembly.rest;

import java.util.List;

/// A part of a mapping template.
sealed interface TemplateNode {
    /// Text to the letter.
    record Text(String text) implements TemplateNode {}

    /// A value that is written.
    ///
    /// @param source what is written instead where there is no such value, which is how it was written in the template
    record Output(TemplateValue value, String source) implements TemplateNode {}

    /// `#set` of a variable of the template's own.
    record SetVariable(String name, TemplateValue value) implements TemplateNode {}

    /// `#set` of `$context.responseOverride.status`.
    record SetStatus(TemplateValue value) implements TemplateNode {}

    /// `#set` of `$context.responseOverride.header.NAME`.
    record SetHeader(String name, TemplateValue value) implements TemplateNode {}

    /// `#if`, `#elseif`, `#else`.
    record Choice(List<Branch> branches, List<TemplateNode> otherwise) implements TemplateNode {
        public Choice {
            branches = List.copyOf(branches);
            otherwise = List.copyOf(otherwise);
        }
    }

    /// What is written where a condition holds.
    record Branch(TemplateCondition condition, List<TemplateNode> nodes) {
        public Branch {
            nodes = List.copyOf(nodes);
        }
    }
}
