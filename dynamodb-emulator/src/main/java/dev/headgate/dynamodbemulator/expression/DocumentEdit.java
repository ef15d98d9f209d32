package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies of items with one path changed. The map or list that holds the path's end must exist.
final class DocumentEdit {
    private DocumentEdit() {}

    /// The item with the value at the path. An element behind the end of its list is appended.
    static Item put(Item item, DocumentPath path, AttributeValue value) {
        return edit(item, path, Optional.of(value));
    }

    /// The item without the path's end; an absent member or element is no error.
    static Item remove(Item item, DocumentPath path) {
        return edit(item, path, Optional.empty());
    }

    private static Item edit(Item item, DocumentPath path, Optional<AttributeValue> value) {
        AttributeValue changed = edit(new AttributeValue.M(item.attributes()), path.steps(), value);
        return new Item(((AttributeValue.M) changed).members());
    }

    private static AttributeValue edit(AttributeValue holder, List<DocumentPath.Step> steps,
            Optional<AttributeValue> value) {
        DocumentPath.Step step = steps.getFirst();
        List<DocumentPath.Step> deeper = steps.subList(1, steps.size());
        return switch (step) {
            case DocumentPath.Attribute(String name) when holder instanceof AttributeValue.M map ->
                    editMember(map, name, deeper, value);
            case DocumentPath.Element(int index) when holder instanceof AttributeValue.L list ->
                    editElement(list, index, deeper, value);
            case DocumentPath.Attribute _,DocumentPath.Element _ -> throw leadsNowhere();
        };
    }

    private static AttributeValue editMember(AttributeValue.M map, String name, List<DocumentPath.Step> deeper,
            Optional<AttributeValue> value) {
        Map<String, AttributeValue> members = new LinkedHashMap<>(map.members());
        if (!deeper.isEmpty()) {
            if (!members.containsKey(name)) {
                throw leadsNowhere();
            }
            members.put(name, edit(members.get(name), deeper, value));
        } else if (value.isPresent()) {
            members.put(name, value.get());
        } else {
            members.remove(name);
        }
        return new AttributeValue.M(members);
    }

    private static AttributeValue editElement(AttributeValue.L list, int index, List<DocumentPath.Step> deeper,
            Optional<AttributeValue> value) {
        List<AttributeValue> elements = new ArrayList<>(list.elements());
        boolean exists = index < elements.size();
        if (!deeper.isEmpty()) {
            if (!exists) {
                throw leadsNowhere();
            }
            elements.set(index, edit(elements.get(index), deeper, value));
        } else if (value.isEmpty()) {
            if (exists) {
                elements.remove(index);
            }
        } else if (exists) {
            elements.set(index, value.get());
        } else {
            elements.add(value.get());
        }
        return new AttributeValue.L(elements);
    }

    private static ApiException leadsNowhere() {
        return ApiException.validation("The document path provided in the update expression is invalid for update");
    }
}
