package dev.headgate.local.assembly.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A mapping template: the part of the Velocity Template Language that answers made by API Gateway alone need. Text,
/// variables of `$context`, `$input.params('name')`, `$input.body`, own variables, `#set`, `#if`, comments, text between
/// `#[[` and `]]#`, and a few functions of `$util`; `#set` of `$context.responseOverride` as well. Everything else is
/// refused by name when the template is read.
///
/// AWS does not say which version of Velocity it runs. What the parser does with blanks and names is version 1.7's
/// ([reference](https://velocity.apache.org/engine/1.7/vtl-reference.html)): a directive takes the line's end behind it
/// along, and a name goes on over a hyphen. Safe for use by many threads.
///
/// @param nodes what it is made of
record MappingTemplate(List<TemplateNode> nodes) {
    /// API Gateway's limit (known issues).
    private static final int BYTES_MAX = 300 * 1_024;

    MappingTemplate {
        nodes = List.copyOf(nodes);
    }

    /// @throws NotEmulatedException when it is malformed, or has what is not known
    static MappingTemplate parse(String text) throws NotEmulatedException {
        if (text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw new NotEmulatedException("the template has more than 300 KB, and API Gateway takes no more");
        }
        return new MappingTemplate(new TemplateParser(text).template());
    }

    /// The text that it makes. What it sets stays in the scope.
    String filled(TemplateScope scope) {
        StringBuilder text = new StringBuilder();
        scope.write(nodes, text);
        return text.toString();
    }
}
