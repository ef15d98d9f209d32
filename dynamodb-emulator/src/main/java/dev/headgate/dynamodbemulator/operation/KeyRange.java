package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.expression.Comparator;
import dev.headgate.dynamodbemulator.expression.KeyTest;
import dev.headgate.dynamodbemulator.table.KeySchema;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Bytes;
import java.util.List;
import java.util.Map;

/// The stretch of a table or index that key conditions mean.
///
/// @param low a bound before the first item
/// @param high a bound behind the last item
record KeyRange(Position low, Position high) {
    private static final int SORT_KEY_MAX_BYTES = 1024;
    private static final String LARGEST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    /// Fits key conditions to the key of the table or index queried.
    ///
    /// @throws ApiException a validation error where they do not fit
    static KeyRange of(KeySchema key, Map<String, KeyTest> tests) {
        KeyTest partition = tests.get(key.partition().name());
        if (partition == null) {
            throw ApiException.validation("Query condition missed key schema element: " + key.partition().name());
        }
        requireType(key.partition(), partition);
        if (!(partition instanceof KeyTest.Compare(Comparator comparator, AttributeValue value))
                || comparator != Comparator.EQUAL) {
            throw ApiException.validation("Query key condition not supported");
        }
        if (tests.size() == 1) {
            return new KeyRange(Position.of(List.of(value)), Position.after(List.of(value)));
        }
        KeySchema.KeyAttribute sort = key.sort()
                .orElseThrow(() -> ApiException.validation("Query key condition not supported"));
        KeyTest test = tests.get(sort.name());
        if (test == null) {
            throw ApiException.validation("Query condition missed key schema element: " + sort.name());
        }
        requireType(sort, test);
        return of(value, test);
    }

    private static void requireType(KeySchema.KeyAttribute attribute, KeyTest test) {
        if (test.type() != attribute.type()) {
            throw ApiException.invalidParameter("Condition parameter type does not match schema type");
        }
    }

    private static KeyRange of(AttributeValue partition, KeyTest test) {
        return switch (test) {
            case KeyTest.Compare(Comparator comparator, AttributeValue value) -> of(partition, comparator, value);
            case KeyTest.Between(AttributeValue low, AttributeValue high) ->
                    new KeyRange(Position.of(List.of(partition, low)), Position.after(List.of(partition, high)));
            case KeyTest.BeginsWith(AttributeValue prefix) -> new KeyRange(Position.of(List.of(partition, prefix)),
                    Position.after(List.of(partition, lastWith(prefix))));
        };
    }

    private static KeyRange of(AttributeValue partition, Comparator comparator, AttributeValue value) {
        Position first = Position.of(List.of(partition));
        Position last = Position.after(List.of(partition));
        Position before = Position.of(List.of(partition, value));
        Position after = Position.after(List.of(partition, value));
        return switch (comparator) {
            case EQUAL -> new KeyRange(before, after);
            case LESS -> new KeyRange(first, before);
            case LESS_OR_EQUAL -> new KeyRange(first, after);
            case GREATER -> new KeyRange(after, last);
            case GREATER_OR_EQUAL -> new KeyRange(before, last);
            case NOT_EQUAL -> throw ApiException.validation("Query key condition not supported");
        };
    }

    /// A value no smaller than any sort key with the prefix: keys are at most 1,024 bytes long.
    private static AttributeValue lastWith(AttributeValue prefix) {
        return switch (prefix) {
            case AttributeValue.S(String text) ->
                    new AttributeValue.S(text + LARGEST_CHARACTER.repeat(SORT_KEY_MAX_BYTES));
            case AttributeValue.B(Bytes bytes) -> new AttributeValue.B(bytes.paddedWithLargest(SORT_KEY_MAX_BYTES));
            default -> throw ApiException.validation("Query key condition not supported");
        };
    }

    /// A position to go on from, which must lie in the range.
    Position within(Position start) {
        if (start.compareTo(low) < 0 || start.compareTo(high) > 0) {
            throw ApiException.validation(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
        return start;
    }
}
