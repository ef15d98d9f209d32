package dev.headgate.config;

import static dev.headgate.config.CommonFields.children;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.Consumer;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;

/// The field table of consumers (kong/db/schema/entities/consumers.lua).
final class ConsumerFields {
    static final RecordSchema TABLE = CommonFields.table(
            optional("username", FieldType.text(), "The consumer's unique name."),
            optional("custom_id", FieldType.text(), "The consumer's unique id in your own system."),
            children("keyauth_credentials"), children("basicauth_credentials"), children("jwt_secrets"),
            children("acls"), children("hmacauth_credentials"), children("mtls_auth_credentials"), children("plugins"),
            children("oauth2_credentials"),
            children("consumer_group_consumers"),
            optional("groups", FieldType.listOf(FieldType.group(ConsumerGroupFields.NAMED_GROUP)),
                    "The consumer groups that it is in, as decK writes them."));

    private ConsumerFields() {}

    /// What must be there whatever else is wrong.
    static void checkPresence(NodeView consumer, Entity entity) {
        if (!consumer.isWritten("username") && !consumer.isWritten("custom_id")) {
            entity.report(Code.HG0108, consumer.location(), "",
                    "at least one of these fields must be non-empty: 'custom_id', 'username'.", "Write a username.");
        }
    }

    /// The consumer of values without mistakes.
    static Consumer consumer(String id, Values consumer, List<String> groups, List<String> consumerGroups) {
        return new Consumer(id, consumer.text("username"), consumer.text("custom_id"), groups, consumerGroups,
                consumer.texts("tags"), consumer.location());
    }
}
