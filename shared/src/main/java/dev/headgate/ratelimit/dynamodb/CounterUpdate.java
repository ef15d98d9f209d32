package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.CalendarWindow;
import dev.headgate.ratelimit.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The requests that change a [CounterItem].
///
/// @param table the table's name
/// @param partitionKey of the item
record CounterUpdate(String table, String partitionKey) {
    /// An expression has room for more names (4 KB); an item that grew so much gets rid of them in several steps.
    private static final int REMOVED_MAX = 100;

    /// Counts a request in every window on condition that every window has room, tells the item as it is afterwards or,
    /// when the condition fails, as it was; and removes the windows that this environment knows to be over.
    ///
    /// The time to live moves forward only: an earlier one would let DynamoDB delete a longer window that others count
    /// in. Where the item is known to have the same or a later one it is left alone.
    ///
    /// @param known the item as this environment saw it last
    UpdateItemRequest count(List<Limit> limits, CounterItem known, Instant now) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":one", number(1));
        List<CalendarWindow> windows = new ArrayList<>(limits.size());
        List<String> conditions = new ArrayList<>(limits.size() + 1);
        List<String> added = new ArrayList<>(limits.size());
        for (Limit limit : limits) {
            CalendarWindow window = CalendarWindow.of(limit.period(), now);
            String attribute = CounterItem.attribute(window);
            windows.add(window);
            added.add(attribute + " :one");
            conditions.add("(attribute_not_exists(" + attribute + ") OR " + attribute + " < :" + attribute + ")");
            values.put(":" + attribute, number(limit.count()));
        }
        String set = "";
        long expiresAt = CounterItem.expiresAt(windows);
        if (known.expiresAt() < expiresAt) {
            set = "SET " + CounterItem.EXPIRES_AT + " = :expiresAt ";
            conditions.add("(attribute_not_exists(" + CounterItem.EXPIRES_AT + ") OR " + CounterItem.EXPIRES_AT
                    + " <= :expiresAt)");
            values.put(":expiresAt", number(expiresAt));
        }
        return item()
                .updateExpression(set + remove(known.forgettable(now)) + "ADD " + String.join(", ", added))
                .conditionExpression(String.join(" AND ", conditions)).expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD).build();
    }

    /// Removes windows that are over and nothing else; does not bring a deleted item back.
    UpdateItemRequest tidy(List<String> attributes) {
        return item().updateExpression(remove(attributes).strip())
                .conditionExpression("attribute_exists(" + CounterItem.KEY + ")").returnValues(ReturnValue.ALL_NEW)
                .build();
    }

    private UpdateItemRequest.Builder item() {
        return UpdateItemRequest.builder().tableName(table)
                .key(Map.of(CounterItem.KEY, AttributeValue.fromS(partitionKey)));
    }

    private static String remove(List<String> attributes) {
        return attributes.isEmpty()
                ? ""
                : "REMOVE " + String.join(", ", attributes.subList(0, Math.min(REMOVED_MAX, attributes.size()))) + " ";
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
