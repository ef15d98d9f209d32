package dev.headgate.local.assembly.rest;

import java.util.function.BinaryOperator;

/// Reads conditions: `||` binds least, then `&&`, then `!` and comparisons. A bare value is refused, since versions of
/// Velocity differ in what they take for true. For one template and one thread.
final class TemplateConditions {
    private final TemplateScanner in;
    private final TemplateReferences references;

    TemplateConditions(TemplateScanner in, TemplateReferences references) {
        this.in = in;
        this.references = references;
    }

    TemplateCondition condition() throws NotEmulatedException {
        TemplateCondition left = both();
        while (takes("||")) {
            left = joined(TemplateCondition.Or::new, left, both());
        }
        return left;
    }

    private TemplateCondition both() throws NotEmulatedException {
        TemplateCondition left = one();
        while (takes("&&")) {
            left = joined(TemplateCondition.And::new, left, one());
        }
        return left;
    }

    private static TemplateCondition joined(BinaryOperator<TemplateCondition> operator, TemplateCondition left,
            TemplateCondition right) {
        return operator.apply(left, right);
    }

    private TemplateCondition one() throws NotEmulatedException {
        if (takes("!")) {
            return new TemplateCondition.Not(one());
        }
        if (takes("(")) {
            TemplateCondition inner = condition();
            in.blanks();
            in.expect(")");
            return inner;
        }
        in.blanks();
        TemplateValue left = references.value();
        if (takes("==")) {
            in.blanks();
            return new TemplateCondition.Equal(left, references.value());
        }
        if (takes("!=")) {
            in.blanks();
            return new TemplateCondition.Not(new TemplateCondition.Equal(left, references.value()));
        }
        if (left instanceof TemplateValue.Literal(String text) && (text.equals("true") || text.equals("false"))) {
            return new TemplateCondition.Constant(text.equals("true"));
        }
        throw in.malformed("the emulator knows conditions of ==, !=, &&, || and ! only; compare the value with a text");
    }

    private boolean takes(String operator) {
        in.blanks();
        return in.takes(operator);
    }
}
