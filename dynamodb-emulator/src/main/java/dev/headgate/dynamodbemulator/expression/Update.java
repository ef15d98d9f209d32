package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// An update expression, checked and ready to be applied to items. Immutable.
///
/// Values come from the item as it was. Elements are set in the order of their indexes, those behind the end appended;
/// elements are removed last, so that all indexes mean the list as it was.
///
/// Source: DynamoDB developer guide, "Using update expressions in DynamoDB".
///
/// @param actions in the order written; none of their paths contains another
public record Update(List<UpdateAction> actions) {
    /// Changes nothing but, for an absent item, brings its key into being.
    public static final Update NOTHING = new Update(List.of());

    public Update {
        actions = List.copyOf(actions);
    }

    /// The paths the expression changes.
    public List<DocumentPath> paths() {
        return actions.stream().map(UpdateAction::path).toList();
    }

    /// The item after the update.
    ///
    /// @throws ApiException a validation error where a path leads nowhere or a value has the wrong type
    public Item applyTo(Item item) {
        List<Edit> edits = new ArrayList<>();
        for (UpdateAction action : actions) {
            edit(action, item).ifPresent(edits::add);
        }
        Item changed = item;
        edits.sort(Comparator.comparing(Edit::path));
        for (Edit edit : edits) {
            if (edit.value().isPresent()) {
                changed = DocumentEdit.put(changed, edit.path(), edit.value().get());
            }
        }
        for (Edit edit : edits.reversed()) {
            if (edit.value().isEmpty()) {
                changed = DocumentEdit.remove(changed, edit.path());
            }
        }
        return changed;
    }

    /// The value to put at a path; empty: the path is removed.
    private record Edit(DocumentPath path, Optional<AttributeValue> value) {}

    private static Optional<Edit> edit(UpdateAction action, Item item) {
        return switch (action) {
            case UpdateAction.Assign(DocumentPath path, UpdateOperand operand) ->
                    Optional.of(new Edit(path, Optional.of(operand.of(item))));
            case UpdateAction.Remove(DocumentPath path) -> Optional.of(new Edit(path, Optional.empty()));
            case UpdateAction.Add(DocumentPath path, AttributeValue value) -> Optional.of(new Edit(path, Optional
                    .of(path.in(item).map(existing -> SetArithmetic.add(existing, value)).orElse(value))));
            case UpdateAction.Delete(DocumentPath path, AttributeValue value) ->
                    path.in(item).map(existing -> new Edit(path, SetArithmetic.subtract(existing, value)));
        };
    }
}
