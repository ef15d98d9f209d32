package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which items of a table expire when. An item expires at the epoch second in its attribute, if that is a number; one
/// that expired more than five years ago never does. To be used under the table's lock.
///
/// Source: DynamoDB developer guide, "Using time to live (TTL) in DynamoDB".
final class TimeToLive {
    private static final Duration OLDEST = Duration.ofDays(5 * 365);
    private static final BigDecimal LATEST_SECOND = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    private final String attribute;
    private final NavigableMap<Long, Set<Position>> bySecond = new TreeMap<>();

    TimeToLive(String attribute) {
        this.attribute = attribute;
    }

    String attribute() {
        return attribute;
    }

    void replace(Position position, Optional<Item> before, Optional<Item> after) {
        before.flatMap(this::second).ifPresent(second -> bySecond.computeIfPresent(second, (_, positions) -> {
            positions.remove(position);
            return positions.isEmpty() ? null : positions;
        }));
        after.flatMap(this::second)
                .ifPresent(second -> bySecond.computeIfAbsent(second, _ -> new LinkedHashSet<>()).add(position));
    }

    private Optional<Long> second(Item item) {
        return item.get(attribute).flatMap(value -> value instanceof AttributeValue.N number
                && number.value().signum() >= 0 && number.value().compareTo(LATEST_SECOND) <= 0
                        ? Optional.of(number.value().longValue())
                        : Optional.empty());
    }

    /// The positions of items whose second has come.
    List<Position> expiredBy(Instant now) {
        long oldest = now.minus(OLDEST).getEpochSecond();
        return bySecond.subMap(oldest, true, now.getEpochSecond(), false).values().stream()
                .flatMap(Collection::stream).toList();
    }
}
