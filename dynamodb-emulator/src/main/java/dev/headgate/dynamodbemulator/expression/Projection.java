package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Picks parts of items. Of a list, the picked elements close up in the order of their indexes. Immutable.
///
/// @param paths none of which contains another
public record Projection(List<DocumentPath> paths) {
    public Projection {
        paths = List.copyOf(paths);
    }

    /// The parts of the item at the paths, inside the maps and lists that held them; absent ones left out.
    public Item of(Item item) {
        List<DocumentPath> present = paths.stream().filter(path -> path.in(item).isPresent()).sorted().toList();
        Map<String, AttributeValue> picked = new LinkedHashMap<>();
        group(present, 0).forEach((step, inside) -> picked.put(((DocumentPath.Attribute) step).name(),
                pick(item.get(((DocumentPath.Attribute) step).name()).orElseThrow(), inside, 1)));
        return new Item(picked);
    }

    private static AttributeValue pick(AttributeValue value, List<DocumentPath> inside, int depth) {
        if (inside.getFirst().steps().size() == depth) {
            return value;
        }
        Map<DocumentPath.Step, List<DocumentPath>> groups = group(inside, depth);
        if (value instanceof AttributeValue.L list) {
            List<AttributeValue> elements = new ArrayList<>();
            groups.forEach((step, deeper) -> elements
                    .add(pick(list.elements().get(((DocumentPath.Element) step).index()), deeper, depth + 1)));
            return new AttributeValue.L(elements);
        }
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        groups.forEach((step, deeper) -> {
            String name = ((DocumentPath.Attribute) step).name();
            member(value, name).ifPresent(member -> members.put(name, pick(member, deeper, depth + 1)));
        });
        return new AttributeValue.M(members);
    }

    private static Optional<AttributeValue> member(AttributeValue value, String name) {
        return value instanceof AttributeValue.M map ? Optional.ofNullable(map.members().get(name)) : Optional.empty();
    }

    private static Map<DocumentPath.Step, List<DocumentPath>> group(List<DocumentPath> paths, int depth) {
        Map<DocumentPath.Step, List<DocumentPath>> groups = new LinkedHashMap<>();
        paths.forEach(path -> groups.computeIfAbsent(path.steps().get(depth), _ -> new ArrayList<>()).add(path));
        return groups;
    }
}
