package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.value.AttributeValue;

/// A change of an update expression at one path.
public sealed interface UpdateAction {
    /// Where.
    DocumentPath path();

    /// `SET path = operand`.
    record Assign(DocumentPath path, UpdateOperand operand) implements UpdateAction {}

    /// `REMOVE path`.
    record Remove(DocumentPath path) implements UpdateAction {}

    /// `ADD path :value`: a sum of numbers or the union of sets.
    record Add(DocumentPath path, AttributeValue value) implements UpdateAction {}

    /// `DELETE path :value`: the difference of sets.
    record Delete(DocumentPath path, AttributeValue value) implements UpdateAction {}
}
