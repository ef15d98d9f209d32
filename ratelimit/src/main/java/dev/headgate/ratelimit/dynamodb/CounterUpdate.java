package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /// What is to be counted.
    ///
    /// @param limits in whose windows, or against which of them that are smooth
    /// @param counting what a request does to the smooth ones among them
    /// @param amount how much is added
    /// @param needs for how many requests every window must have room, else nothing is changed; 0 for none at all
    /// @param givenBack what is taken back at the same time, in some of the windows
    /// @param sharding what is to be written down of it, where it differs from what the item is known to say
    record Addition(List<Limit> limits, Counting counting, long amount, long needs, Map<TimeWindow, Long> givenBack,
            Sharding sharding) {
        /// Counts in windows alone.
        static Addition inWindows(List<Limit> limits, long amount, long needs, Map<TimeWindow, Long> givenBack,
                Sharding sharding) {
            return new Addition(limits, new Counting.IfRoom(amount), amount, needs, givenBack, sharding);
        }

        /// Counts when there is room for one more at least.
        static Addition ifRoom(List<Limit> limits, long amount) {
            return new Addition(limits, new Counting.IfRoom(amount), amount, 1, Map.of(), Sharding.NONE);
        }

        /// Counts whether there is room or not.
        static Addition always(List<Limit> limits, long amount) {
            return new Addition(limits, new Counting.Always(amount), amount, 0, Map.of(), Sharding.NONE);
        }

        /// Counts one whether there is room or not, though against smooth limits only so far.
        static Addition penalized(List<Limit> limits) {
            return new Addition(limits, new Counting.Penalized(), 1, 0, Map.of(), Sharding.NONE);
        }
    }

    /// Counts, tells the item as it is afterwards or, when its condition fails, as it was; and removes the windows that
    /// this environment knows to be over.
    ///
    /// Of a sliding limit, the room depends on the window before, whose count is taken from what this environment knows
    /// on condition that it is not higher by now. The time to live moves forward only: an earlier one would let DynamoDB
    /// delete a longer window that others count in. Where the item is known to have the same or a later one it is left
    /// alone.
    ///
    /// @param known the item as this environment saw it last
    UpdateItemRequest count(Addition addition, CounterItem known, Instant now) {
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        List<String> set = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (Limit limit : addition.limits()) {
            if (limit.isSmooth()) {
                continue;
            }
            TimeWindow window = limit.window(now);
            long givenBack = addition.givenBack().getOrDefault(window, 0L);
            if (addition.needs() > 0) {
                roomFor(addition.needs() - givenBack, limit, known, now, conditions, values);
            }
            if (givenBack == 0 && !addition.givenBack().isEmpty()) {
                conditions.add(unchanged(window, known, values));
            }
            String value = givenBack == 0 ? ":amount" : ":amount" + added.size();
            values.put(value, number(addition.amount() - givenBack));
            added.add(CounterItem.attribute(window) + " " + value);
        }
        long expiresAt = expiresAt(addition, known, now);
        if (known.expiresAt() < expiresAt) {
            set.add(CounterItem.EXPIRES_AT + " = :expiresAt");
            conditions.add("(attribute_not_exists(" + CounterItem.EXPIRES_AT + ") OR " + CounterItem.EXPIRES_AT
                    + " <= :expiresAt)");
            values.put(":expiresAt", number(expiresAt));
        }
        Sharding sharding = addition.sharding();
        if (known.shardedUntil(sharding.count()) < sharding.untilSeconds()) {
            String attribute = CounterItem.SHARDS + sharding.count();
            set.add(attribute + " = :shards");
            conditions.add("(attribute_not_exists(" + attribute + ") OR " + attribute + " <= :shards)");
            values.put(":shards", number(sharding.untilSeconds()));
        }
        for (Limit limit : addition.limits()) {
            if (limit.isSmooth()) {
                SmoothStep step = SmoothStep.of(limit, addition.counting(), known,
                        Math.max(expiresAt, known.expiresAt()), now);
                set.addAll(step.set());
                added.addAll(step.added());
                conditions.add(step.condition());
                values.putAll(step.values());
            }
        }
        List<String> removed = new ArrayList<>(atRest(addition, known, now, conditions, values));
        removed.addAll(known.forgettable(now));
        UpdateItemRequest.Builder request = item()
                .updateExpression((clause("SET", set) + remove(removed) + clause("ADD", added)).strip())
                .expressionAttributeValues(values).returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return conditions.isEmpty()
                ? request.build()
                : request.conditionExpression(String.join(" AND ", conditions)).build();
    }

    private static long expiresAt(Addition addition, CounterItem known, Instant now) {
        return CounterItem.expiresAfter(addition.limits().stream()
                .map(limit -> limit.isSmooth()
                        ? SmoothStep.neededUntil(limit, addition.counting(), known, now)
                        : limit.window(now).neededUntil())
                .toList());
    }

    /// The attributes of smooth limits that nobody uses any more, on condition that nobody has begun to use them again.
    /// A window that is over needs no condition.
    private static List<String> atRest(Addition addition, CounterItem known, Instant now, List<String> conditions,
            Map<String, AttributeValue> values) {
        List<String> attributes = new ArrayList<>();
        for (Limit limit : known.forgettableLimits(addition.limits(), now)) {
            String attribute = CounterItem.attribute(limit);
            attributes.add(attribute);
            conditions.add("(attribute_not_exists(" + attribute + ") OR " + attribute + " <= :" + attribute + ")");
            values.put(":" + attribute, AttributeValue.fromN(limit.pace().forgettable(now).toString()));
        }
        return attributes;
    }

    /// What is given back would be missing if the call were applied twice. There is always a window that has just begun, in
    /// which nothing is given back; its count only grows, so that it is never again what it was.
    private static String unchanged(TimeWindow window, CounterItem known, Map<String, AttributeValue> values) {
        String attribute = CounterItem.attribute(window);
        if (!known.used().containsKey(window)) {
            return "attribute_not_exists(" + attribute + ")";
        }
        values.put(":" + attribute + "known", number(known.used(window)));
        return attribute + " = :" + attribute + "known";
    }

    private static void roomFor(long requests, Limit limit, CounterItem known, Instant now, List<String> conditions,
            Map<String, AttributeValue> values) {
        TimeWindow window = limit.window(now);
        String attribute = CounterItem.attribute(window);
        long before = known.used(window.before());
        conditions.add("(attribute_not_exists(" + attribute + ") OR " + attribute + " <= :" + attribute + ")");
        values.put(":" + attribute, number(limit.count() - limit.held(0, before, now) - requests));
        if (limit.type() == Limit.Type.SLIDING) {
            String attributeBefore = CounterItem.attribute(window.before());
            conditions.add("(attribute_not_exists(" + attributeBefore + ") OR " + attributeBefore + " <= :"
                    + attributeBefore + ")");
            values.put(":" + attributeBefore, number(before));
        }
    }

    /// Removes windows that are over and nothing else; does not bring a deleted item back.
    UpdateItemRequest tidy(List<String> attributes) {
        return item().updateExpression(remove(attributes).strip())
                .conditionExpression("attribute_exists(" + CounterItem.KEY + ")").returnValues(ReturnValue.ALL_NEW)
                .build();
    }

    /// Reads the item.
    ///
    /// @param isConsistent whether as it is at this moment
    GetItemRequest look(boolean isConsistent) {
        return GetItemRequest.builder().tableName(table).key(key()).consistentRead(isConsistent).build();
    }

    private Map<String, AttributeValue> key() {
        return Map.of(CounterItem.KEY, AttributeValue.fromS(partitionKey));
    }

    private UpdateItemRequest.Builder item() {
        return UpdateItemRequest.builder().tableName(table).key(key());
    }

    private static String remove(List<String> attributes) {
        return clause("REMOVE", attributes.subList(0, Math.min(REMOVED_MAX, attributes.size())));
    }

    private static String clause(String word, List<String> actions) {
        return actions.isEmpty() ? "" : word + " " + String.join(", ", actions) + " ";
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
