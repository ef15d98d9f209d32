package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
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

    /// Counts in every window on condition that every window has room, tells the item as it is afterwards or,
    /// when the condition fails, as it was; and removes the windows that this environment knows to be over.
    ///
    /// Of a sliding limit, the room depends on the window before, whose count is taken from what this environment knows
    /// on condition that it is not higher by now.
    ///
    /// @param amount what is added
    /// @param known the item as this environment saw it last
    UpdateItemRequest countIfRoom(List<Limit> limits, long amount, CounterItem known, Instant now) {
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        for (Limit limit : limits) {
            TimeWindow window = limit.window(now);
            String attribute = CounterItem.attribute(window);
            long before = known.used(window.before());
            conditions.add("(attribute_not_exists(" + attribute + ") OR " + attribute + " < :" + attribute + ")");
            values.put(":" + attribute, number(limit.count() - limit.held(0, before, now)));
            if (limit.type() == Limit.Type.SLIDING) {
                String attributeBefore = CounterItem.attribute(window.before());
                conditions.add("(attribute_not_exists(" + attributeBefore + ") OR " + attributeBefore + " <= :"
                        + attributeBefore + ")");
                values.put(":" + attributeBefore, number(before));
            }
        }
        return count(limits, amount, known, now, conditions, values);
    }

    /// Counts in every window whether it has room or not, tells the item as it is afterwards, and removes the windows that
    /// this environment knows to be over. Fails like [#countIfRoom], though for its time to live only.
    UpdateItemRequest count(List<Limit> limits, long amount, CounterItem known, Instant now) {
        return count(limits, amount, known, now, new ArrayList<>(), new HashMap<>());
    }

    /// The time to live moves forward only: an earlier one would let DynamoDB delete a longer window that others count
    /// in. Where the item is known to have the same or a later one it is left alone.
    private UpdateItemRequest count(List<Limit> limits, long amount, CounterItem known, Instant now,
            List<String> conditions, Map<String, AttributeValue> values) {
        values.put(":amount", number(amount));
        List<TimeWindow> windows = limits.stream().map(limit -> limit.window(now)).toList();
        String set = "";
        long expiresAt = CounterItem.expiresAt(windows);
        if (known.expiresAt() < expiresAt) {
            set = "SET " + CounterItem.EXPIRES_AT + " = :expiresAt ";
            conditions.add("(attribute_not_exists(" + CounterItem.EXPIRES_AT + ") OR " + CounterItem.EXPIRES_AT
                    + " <= :expiresAt)");
            values.put(":expiresAt", number(expiresAt));
        }
        String added = windows.stream().map(window -> CounterItem.attribute(window) + " :amount")
                .collect(Collectors.joining(", "));
        UpdateItemRequest.Builder request = item()
                .updateExpression(set + remove(known.forgettable(now)) + "ADD " + added)
                .expressionAttributeValues(values).returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return conditions.isEmpty()
                ? request.build()
                : request.conditionExpression(String.join(" AND ", conditions)).build();
    }

    /// Removes windows that are over and nothing else; does not bring a deleted item back.
    UpdateItemRequest tidy(List<String> attributes) {
        return item().updateExpression(remove(attributes).strip())
                .conditionExpression("attribute_exists(" + CounterItem.KEY + ")").returnValues(ReturnValue.ALL_NEW)
                .build();
    }

    /// Reads the item as it is at this moment.
    GetItemRequest look() {
        return GetItemRequest.builder().tableName(table).key(key()).consistentRead(true).build();
    }

    private Map<String, AttributeValue> key() {
        return Map.of(CounterItem.KEY, AttributeValue.fromS(partitionKey));
    }

    private UpdateItemRequest.Builder item() {
        return UpdateItemRequest.builder().tableName(table).key(key());
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
