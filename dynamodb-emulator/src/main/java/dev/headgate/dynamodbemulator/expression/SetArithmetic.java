package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What `ADD` and `DELETE` do with the value they find.
final class SetArithmetic {
    private SetArithmetic() {}

    /// The sum of numbers or the union of sets of one type.
    ///
    /// @throws ApiException a validation error where the types do not fit
    static AttributeValue add(AttributeValue existing, AttributeValue added) {
        if (existing.type() != added.type()) {
            throw UpdateOperand.wrongType();
        }
        return switch (existing) {
            case AttributeValue.Ss set ->
                    new AttributeValue.Ss(union(set.elements(), ((AttributeValue.Ss) added).elements()));
            case AttributeValue.Ns set ->
                    new AttributeValue.Ns(union(set.elements(), ((AttributeValue.Ns) added).elements()));
            case AttributeValue.Bs set ->
                    new AttributeValue.Bs(union(set.elements(), ((AttributeValue.Bs) added).elements()));
            case AttributeValue.N _,AttributeValue.S _,AttributeValue.B _,AttributeValue.Bool _,AttributeValue.Null _,AttributeValue.L _,AttributeValue.M _ ->
                    UpdateOperand.add(existing, added);
        };
    }

    /// The difference of sets of one type; empty where nothing is left, since there are no empty sets.
    ///
    /// @throws ApiException a validation error where the types do not fit
    static Optional<AttributeValue> subtract(AttributeValue existing, AttributeValue removed) {
        if (existing.type() != removed.type()) {
            throw UpdateOperand.wrongType();
        }
        return switch (existing) {
            case AttributeValue.Ss set ->
                    difference(set.elements(), ((AttributeValue.Ss) removed).elements(), AttributeValue.Ss::new);
            case AttributeValue.Ns set ->
                    difference(set.elements(), ((AttributeValue.Ns) removed).elements(), AttributeValue.Ns::new);
            case AttributeValue.Bs set ->
                    difference(set.elements(), ((AttributeValue.Bs) removed).elements(), AttributeValue.Bs::new);
            case AttributeValue.N _,AttributeValue.S _,AttributeValue.B _,AttributeValue.Bool _,AttributeValue.Null _,AttributeValue.L _,AttributeValue.M _ ->
                    throw UpdateOperand.wrongType();
        };
    }

    private static <T> Set<T> union(Set<T> left, Set<T> right) {
        Set<T> union = new LinkedHashSet<>(left);
        union.addAll(right);
        return union;
    }

    private static <T> Optional<AttributeValue> difference(Set<T> from, Set<T> removed,
            Function<Set<T>, AttributeValue> toValue) {
        Set<T> difference = new LinkedHashSet<>(from);
        difference.removeAll(removed);
        return difference.isEmpty() ? Optional.empty() : Optional.of(toValue.apply(difference));
    }
}
