package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import java.util.List;
import java.util.Optional;

/// A path into an item: an attribute, then members of maps and elements of lists.
///
/// @param steps at least one, the first an [Attribute]
public record DocumentPath(List<Step> steps) implements Comparable<DocumentPath> {
    /// One step of a path.
    public sealed interface Step {}

    /// The attribute of an item or the member of a map with that name.
    public record Attribute(String name) implements Step {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The element of a list, from 0.
    public record Element(int index) implements Step {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    public DocumentPath {
        steps = List.copyOf(steps);
    }

    /// The name of the top-level attribute.
    public String head() {
        return ((Attribute) steps.getFirst()).name();
    }

    public boolean isNested() {
        return steps.size() > 1;
    }

    /// The value at the path; empty where there is none.
    Optional<AttributeValue> in(Item item) {
        Optional<AttributeValue> value = item.get(head());
        for (Step step : steps.subList(1, steps.size())) {
            if (value.isEmpty()) {
                return value;
            }
            value = step(value.get(), step);
        }
        return value;
    }

    private static Optional<AttributeValue> step(AttributeValue value, Step step) {
        return switch (step) {
            case Attribute(String name) ->
                    value instanceof AttributeValue.M map
                            ? Optional.ofNullable(map.members().get(name))
                            : Optional.empty();
            case Element(int index) -> value instanceof AttributeValue.L list && index < list.elements().size()
                    ? Optional.of(list.elements().get(index))
                    : Optional.empty();
        };
    }

    /// Whether the steps that both paths have are the same, so that one contains the other.
    boolean overlaps(DocumentPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        return steps.subList(0, common).equals(other.steps.subList(0, common));
    }

    /// Whether one path takes for a list what the other takes for a map.
    boolean conflicts(DocumentPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < common; i++) {
            if (!steps.get(i).getClass().equals(other.steps.get(i).getClass())) {
                return true;
            }
            if (!steps.get(i).equals(other.steps.get(i))) {
                return false;
            }
        }
        return false;
    }

    /// By steps: elements by index, names by letters; only made to bring the changes of one list into the order of their
    /// indexes.
    @Override
    public int compareTo(DocumentPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < common; i++) {
            int order = compare(steps.get(i), other.steps.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(steps.size(), other.steps.size());
    }

    private static int compare(Step left, Step right) {
        return switch (left) {
            case Attribute(String name) -> right instanceof Attribute(String other) ? name.compareTo(other) : -1;
            case Element(int index) -> right instanceof Element(int other) ? Integer.compare(index, other) : 1;
        };
    }

    /// As DynamoDB's messages write it: `[a, [0], b]`.
    @Override
    public String toString() {
        return steps.toString();
    }
}
