package dev.headgate.local.assembly.rest;

/// A condition of `#if`. Values are compared as texts; what is not there is equal to nothing.
sealed interface TemplateCondition {
    /// `==`.
    record Equal(TemplateValue left, TemplateValue right) implements TemplateCondition {}

    /// `!`, and `!=` of an equality.
    record Not(TemplateCondition condition) implements TemplateCondition {}

    /// `&&`.
    record And(TemplateCondition left, TemplateCondition right) implements TemplateCondition {}

    /// `||`.
    record Or(TemplateCondition left, TemplateCondition right) implements TemplateCondition {}

    /// `true` or `false`.
    record Constant(boolean holds) implements TemplateCondition {}
}
