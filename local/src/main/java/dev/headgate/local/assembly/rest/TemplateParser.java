package dev.headgate.local.assembly.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a mapping template. For one template and one thread.
final class TemplateParser {
    /// Directives of Velocity's that the emulator does not know. Any other word behind a `#` is text.
    private static final Set<String> REFUSED = Set.of("foreach", "macro", "parse", "include", "stop", "break",
            "evaluate", "define", "literal");
    private static final Set<String> KNOWN = Set.of("set", "if", "elseif", "else", "end");

    private final TemplateScanner in;
    private final Set<String> assigned;
    private final TemplateReferences references;

    TemplateParser(String text) {
        this(text, new HashSet<>());
    }

    /// @param assigned variables that are set before
    TemplateParser(String text, Set<String> assigned) {
        this.in = new TemplateScanner(text);
        this.assigned = assigned;
        this.references = new TemplateReferences(in, assigned);
    }

    /// The whole template.
    List<TemplateNode> template() throws NotEmulatedException {
        List<TemplateNode> nodes = block();
        if (!in.atEnd()) {
            throw in.malformed("it ends what was not begun");
        }
        return nodes;
    }

    /// Everything up to the end, or to the directive that ends or divides a block, which is left.
    private List<TemplateNode> block() throws NotEmulatedException {
        List<TemplateNode> nodes = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (!in.atEnd()) {
            if (in.sees("\\$") || in.sees("\\#")) {
                throw in.malformed("the emulator knows no escapes by backslash; write #set($d = '$') and $d");
            }
            if (in.peek(0) == '#' && isComment()) {
                comment(text);
                continue;
            }
            Optional<String> directive = in.peek(0) == '#' ? directive() : Optional.empty();
            Optional<TemplateNode> node = Optional.empty();
            if (directive.isPresent()) {
                if (!directive.get().equals("set") && !directive.get().equals("if")) {
                    break;
                }
                if (directive.get().equals("set")) {
                    removeIndent(text);
                }
                node = Optional.of(directive.get().equals("set") ? set() : choice());
            } else if (in.peek(0) == '$') {
                node = references.output();
            }
            if (node.isEmpty()) {
                text.append(in.next());
                continue;
            }
            addText(nodes, text);
            nodes.add(node.get());
        }
        addText(nodes, text);
        return nodes;
    }

    private static void addText(List<TemplateNode> nodes, StringBuilder text) {
        if (!text.isEmpty()) {
            nodes.add(new TemplateNode.Text(text.toString()));
            text.setLength(0);
        }
    }

    /// Blanks before a `#set` belong to it.
    private static void removeIndent(StringBuilder text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        text.setLength(end);
    }

    private boolean isComment() {
        return in.sees("##") || in.sees("#*") || in.sees("#[[");
    }

    /// `##` goes up to the line's end and takes it along; what stands between `#[[` and `]]#` is text.
    private void comment(StringBuilder text) throws NotEmulatedException {
        if (in.takes("#[[")) {
            text.append(in.until("]]#"));
        } else if (in.takes("#*")) {
            in.until("*#");
        } else {
            while (!in.atEnd() && in.peek(0) != '\n') {
                in.next();
            }
            in.takes("\n");
        }
    }

    /// The directive that comes next, which is not passed over; empty where none does.
    private Optional<String> directive() throws NotEmulatedException {
        int start = in.position();
        in.expect("#");
        boolean braces = in.takes("{");
        String word = in.name();
        in.rewind(start);
        if (REFUSED.contains(word) || word.isEmpty() && in.sees("#@")) {
            throw in.malformed("the emulator does not know this directive");
        }
        boolean isLonger = KNOWN.stream().anyMatch(known -> word.startsWith(known) && !word.equals(known));
        if (isLonger && !KNOWN.contains(word)) {
            throw in.malformed("write the directive in braces, as in #{else}");
        }
        return KNOWN.contains(word) && (!braces || in.sees("#{" + word + "}")) ? Optional.of(word) : Optional.empty();
    }

    private void take(String word) throws NotEmulatedException {
        if (!in.takes("#{" + word + "}")) {
            in.expect("#" + word);
        }
    }

    private TemplateNode set() throws NotEmulatedException {
        take("set");
        in.blanks();
        in.expect("(");
        in.blanks();
        in.expect("$");
        String name = in.name();
        List<String> properties = new ArrayList<>();
        while (in.takes(".")) {
            properties.add(in.name());
        }
        in.blanks();
        in.expect("=");
        in.blanks();
        TemplateValue value = references.value();
        in.blanks();
        in.expect(")");
        in.lineEnd();
        return assignment(name, properties, value);
    }

    private TemplateNode assignment(String name, List<String> properties, TemplateValue value)
            throws NotEmulatedException {
        if (properties.isEmpty() && !name.isEmpty() && !TemplateReferences.BUILT_IN.contains(name)) {
            assigned.add(name);
            return new TemplateNode.SetVariable(name, value);
        }
        if (name.equals("context") && properties.equals(List.of("responseOverride", "status"))) {
            return new TemplateNode.SetStatus(value);
        }
        if (name.equals("context") && properties.size() == 3
                && properties.subList(0, 2).equals(List.of("responseOverride", "header"))) {
            return new TemplateNode.SetHeader(properties.get(2), value);
        }
        throw in.malformed("the emulator knows no #set of $" + name + "."
                + String.join(".", properties));
    }

    private TemplateNode choice() throws NotEmulatedException {
        List<TemplateNode.Branch> branches = new ArrayList<>();
        take("if");
        branches.add(branch());
        List<TemplateNode> otherwise = List.of();
        while (in.sees("#elseif") || in.sees("#{elseif}")) {
            take("elseif");
            branches.add(branch());
        }
        if (in.sees("#else") || in.sees("#{else}")) {
            take("else");
            in.lineEnd();
            otherwise = block();
        }
        if (!in.sees("#end") && !in.sees("#{end}")) {
            throw in.malformed("expected #end");
        }
        take("end");
        in.lineEnd();
        return new TemplateNode.Choice(branches, otherwise);
    }

    private TemplateNode.Branch branch() throws NotEmulatedException {
        in.blanks();
        in.expect("(");
        TemplateCondition condition = new TemplateConditions(in, references).condition();
        in.blanks();
        in.expect(")");
        in.lineEnd();
        return new TemplateNode.Branch(condition, block());
    }
}
