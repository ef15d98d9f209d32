package dev.headgate.config;

import static dev.headgate.config.CommonFields.children;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.model.ConsumerGroup;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.List;

/// The field tables of consumer groups and of their memberships, in Kong's form and in decK's
/// (developer.konghq.com/deck/dbless-vs-deck, "Entity representation differences").
final class ConsumerGroupFields {
    /// A group as decK names it inside a consumer.
    static final RecordSchema NAMED_GROUP = named(optional("name", FieldType.text(), "The group's name."));
    /// A consumer as decK names it inside a group.
    static final RecordSchema NAMED_CONSUMER = named(
            optional("username", FieldType.text(), "The consumer's username."),
            optional("custom_id", FieldType.text(), "The consumer's id in your own system."));

    static final RecordSchema TABLE = CommonFields.table(
            required("name", FieldType.text(NameRules.NAME), "What consumers and plugins refer to it by."),
            optional("consumers", FieldType.listOf(FieldType.group(NAMED_CONSUMER)),
                    "The consumers that are in it, which stand in the file's list of consumers."),
            children("consumer_group_consumers"), children("plugins"), children(EntityKind.GROUP_PLUGINS));

    static final RecordSchema MEMBERSHIP = CommonFields.table(
            CommonFields.reference("consumer", "Who is in the group."),
            CommonFields.reference("consumer_group", "The group."));

    private ConsumerGroupFields() {}

    private static RecordSchema named(Field... names) {
        List<Field> fields = new ArrayList<>();
        fields.add(optional("id", FieldType.text(NameRules.ID), "Its id."));
        fields.addAll(List.of(names));
        return RecordSchema.of(fields.toArray(Field[]::new)).and(
                optional("tags", FieldType.setOf(FieldType.text(NameRules.TAG)), "As decK writes them; not read."),
                optional("created_at", FieldType.decimal(0, Double.MAX_VALUE), "As decK writes it; not read."));
    }

    /// The group of values without mistakes.
    static ConsumerGroup group(String id, Values group) {
        return new ConsumerGroup(id, group.text("name"), group.texts("tags"), group.location());
    }
}
