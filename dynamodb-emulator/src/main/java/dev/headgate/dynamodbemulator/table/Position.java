package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Bytes;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where an item stands in a table or index: by a hash of its partition key (so a scan meets partitions in no order a
/// client could mean), then the partition key, then the sort key; in an index then the table's key, which tells items
/// with equal index keys apart.
///
/// A position with fewer values than items have is a bound: before all that begin with its values, or after them.
///
/// @param hash of the partition key, compared as unsigned
/// @param values partition key first
/// @param after whether, as a bound, it stands behind the items that begin with its values
public record Position(long hash, List<AttributeValue> values, boolean after) implements Comparable<Position> {
    private static final Comparator<Position> BY_HASH = Comparator.comparing(Position::hash, Long::compareUnsigned);

    public Position {
        values = List.copyOf(values);
    }

    /// The place of a key: partition key, then what follows.
    public static Position of(List<AttributeValue> values) {
        return new Position(hash(values.getFirst()), values, false);
    }

    /// A bound behind all positions that begin with the values.
    public static Position after(List<AttributeValue> values) {
        return new Position(hash(values.getFirst()), values, true);
    }

    /// The bound before all positions with at least that hash.
    public static Position atHash(long hash) {
        return new Position(hash, List.of(), false);
    }

    /// The place of an item under a key; empty where it lacks a key attribute or has one of another type.
    static Optional<Position> of(Item item, KeySchema key, List<AttributeValue> behind) {
        List<AttributeValue> values = new ArrayList<>();
        for (KeySchema.KeyAttribute attribute : key.attributes()) {
            Optional<AttributeValue> value = item.get(attribute.name())
                    .filter(present -> present.type() == attribute.type());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        values.addAll(behind);
        return Optional.of(of(values));
    }

    @Override
    public int compareTo(Position other) {
        int order = BY_HASH.compare(this, other);
        int common = Math.min(values.size(), other.values.size());
        for (int i = 0; order == 0 && i < common; i++) {
            order = ValueOrder.INSTANCE.compare(values.get(i), other.values.get(i));
        }
        if (order != 0) {
            return order;
        }
        return Integer.compare(rank(common), other.rank(common));
    }

    /// Among positions equal in their first values: a bound before, an item or longer bound, a bound after.
    private int rank(int common) {
        if (after) {
            return 1;
        }
        return values.size() > common ? 0 : -1;
    }

    /// FNV-1a over the key's bytes, mixed once more so that like keys land far apart.
    private static long hash(AttributeValue partition) {
        byte[] octets = switch (partition) {
            case AttributeValue.S(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case AttributeValue.N number -> number.value().toString().getBytes(StandardCharsets.UTF_8);
            case AttributeValue.B(Bytes bytes) -> bytes.base64().getBytes(StandardCharsets.UTF_8);
            case AttributeValue.Bool _,AttributeValue.Null _,AttributeValue.L _,AttributeValue.M _,AttributeValue.Ss _,AttributeValue.Ns _,AttributeValue.Bs _ ->
                    throw new IllegalArgumentException("no key: " + partition.type());
        };
        long hash = 0xcbf29ce484222325L;
        for (byte octet : octets) {
            hash = (hash ^ (octet & 0xFF)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        return hash ^ hash >>> 29;
    }
}
