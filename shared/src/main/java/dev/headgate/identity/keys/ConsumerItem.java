package dev.headgate.identity.keys;

import dev.headgate.diagnostic.Location;
import dev.headgate.model.Consumer;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A consumer as an item of the table, and the item that leads from its custom id to it.
final class ConsumerItem {
    private static final String USERNAME = "username";
    private static final String CUSTOM_ID = "customId";
    private static final String GROUPS = "groups";
    private static final String CONSUMER_GROUPS = "consumerGroups";
    private static final String TAGS = "tags";

    private ConsumerItem() {}

    static Map<String, AttributeValue> of(Consumer consumer) {
        return new ItemText.Writer(KeyTable.consumerItem(consumer.id())).text(USERNAME, consumer.username())
                .text(CUSTOM_ID, consumer.customId()).texts(GROUPS, consumer.groups())
                .texts(CONSUMER_GROUPS, consumer.consumerGroups()).texts(TAGS, consumer.tags())
                .item();
    }

    static Consumer consumer(String id, Map<String, AttributeValue> item, Location location) {
        return new Consumer(id, ItemText.text(item, USERNAME), ItemText.text(item, CUSTOM_ID),
                ItemText.texts(item, GROUPS), ItemText.texts(item, CONSUMER_GROUPS), ItemText.texts(item, TAGS),
                location);
    }

    static Map<String, AttributeValue> pointer(Consumer consumer) {
        return new ItemText.Writer(KeyTable.customIdItem(consumer.customId())).text("pointsTo", consumer.id()).item();
    }

    /// The id of the consumer that such an item leads to.
    static String target(Map<String, AttributeValue> pointer) {
        return ItemText.text(pointer, "pointsTo");
    }
}
