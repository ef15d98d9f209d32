package dev.headgate.local.assembly.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads references and literals of a mapping template. For one template and one thread.
final class TemplateReferences {
    /// Names that no variable of a template's own can have.
    static final Set<String> BUILT_IN = Set.of("context", "input", "util", "stageVariables");

    private final TemplateScanner in;
    private final Set<String> assigned;

    /// @param assigned variables that have been set so far; others are read by mistake
    TemplateReferences(TemplateScanner in, Set<String> assigned) {
        this.in = in;
        this.assigned = assigned;
    }

    /// A reference in text; empty for a `$` that begins none, which is not passed over.
    Optional<TemplateNode> output() throws NotEmulatedException {
        int start = in.position();
        in.expect("$");
        boolean isQuiet = in.takes("!");
        boolean hasBrace = in.takes("{");
        if (!TemplateScanner.isNameStart(in.peek(0))) {
            in.rewind(start);
            return Optional.empty();
        }
        TemplateValue value = reference();
        if (hasBrace) {
            in.expect("}");
        }
        return Optional.of(new TemplateNode.Output(value, isQuiet ? "" : in.since(start)));
    }

    /// A literal or a reference.
    TemplateValue value() throws NotEmulatedException {
        if (in.takes("'")) {
            return new TemplateValue.Literal(in.until("'"));
        }
        if (in.takes("\"")) {
            return new TemplateValue.Quoted(new TemplateParser(in.until("\""), assigned).template());
        }
        if (in.takes("true")) {
            return new TemplateValue.Literal("true");
        }
        if (in.takes("false")) {
            return new TemplateValue.Literal("false");
        }
        if (in.takes("$")) {
            in.takes("!");
            boolean hasBrace = in.takes("{");
            TemplateValue value = reference();
            if (hasBrace) {
                in.expect("}");
            }
            return value;
        }
        return number();
    }

    private TemplateValue number() throws NotEmulatedException {
        int start = in.position();
        in.takes("-");
        while (Character.isDigit(in.peek(0))) {
            in.next();
        }
        String digits = in.since(start);
        if (digits.isEmpty() || digits.equals("-")) {
            throw in.malformed("expected a text in quotes, a whole number, true, false or a reference");
        }
        return new TemplateValue.Literal(digits);
    }

    private TemplateValue reference() throws NotEmulatedException {
        String root = in.name();
        return switch (root) {
            case "context" -> context();
            case "input" -> input();
            case "util" -> util();
            case "stageVariables" -> throw in.malformed("the emulator knows no stage variables");
            default -> variable(root);
        };
    }

    private TemplateValue context() throws NotEmulatedException {
        List<String> names = new ArrayList<>();
        while (in.peek(0) == '.' && TemplateScanner.isNameStart(in.peek(1))) {
            in.expect(".");
            names.add(in.name());
        }
        refuseMore("$context." + String.join(".", names));
        String name = String.join(".", names);
        ContextVariables.check(name);
        return new TemplateValue.OfContext(name);
    }

    private TemplateValue input() throws NotEmulatedException {
        if (in.takes(".body") && !TemplateScanner.isNameStart(in.peek(0))) {
            refuseMore("$input.body");
            return new TemplateValue.Content();
        }
        if (in.takes(".params(")) {
            in.blanks();
            String mark = in.sees("'") ? "'" : "\"";
            in.expect(mark);
            String name = in.until(mark);
            in.blanks();
            in.expect(")");
            refuseMore("$input.params('" + name + "')");
            return new TemplateValue.Parameter(name);
        }
        throw in.malformed("the emulator knows $input.params('name') and $input.body only");
    }

    private TemplateValue util() throws NotEmulatedException {
        in.expect(".");
        String name = in.name();
        Optional<TemplateFunction> function = TemplateFunction.named(name);
        if (function.isEmpty()) {
            throw in.malformed("the emulator does not know $util." + name);
        }
        in.expect("(");
        in.blanks();
        TemplateValue argument = value();
        in.blanks();
        in.expect(")");
        refuseMore("$util." + name + "(…)");
        return new TemplateValue.Call(function.get(), argument);
    }

    private TemplateValue variable(String name) throws NotEmulatedException {
        if (!assigned.contains(name)) {
            throw in.malformed("the template never sets $" + name + ", which would be written as it stands");
        }
        refuseMore("$" + name);
        return new TemplateValue.Variable(name);
    }

    /// Properties, methods and items of a value are not known.
    private void refuseMore(String reference) throws NotEmulatedException {
        if (in.peek(0) == '[' || in.peek(0) == '(' || in.peek(0) == '.' && TemplateScanner.isNameStart(in.peek(1))) {
            throw in.malformed("the emulator knows nothing of what stands in " + reference);
        }
    }
}
