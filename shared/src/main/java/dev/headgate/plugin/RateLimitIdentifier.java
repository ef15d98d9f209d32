package dev.headgate.plugin;

import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance.Scope;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whose requests rate-limiting-advanced counts together. Where the thing looked for is absent, the client's address
/// stands in for it.
sealed interface RateLimitIdentifier {
    /// Parts that no value can hold are told apart by.
    String BETWEEN = "\u0000";

    /// As rate-limiting has them.
    record Same(LimitBy by) implements RateLimitIdentifier {}

    /// Those of a consumer, told by its username or custom id.
    record ConsumerByName(boolean isCustomId) implements RateLimitIdentifier {}

    /// Those to a route.
    record Route() implements RateLimitIdentifier {}

    /// Those of the consumers of the group that the plugin is configured on.
    record ConsumerGroup() implements RateLimitIdentifier {}

    /// Those that are alike in all of these.
    record All(List<RateLimitIdentifier> parts) implements RateLimitIdentifier {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /// As written in a configuration that has passed all checks.
    static RateLimitIdentifier of(Values config) {
        List<String> compound = config.texts("compound_identifier");
        return compound.isEmpty()
                ? of(config.text("identifier"), config)
                : new All(compound.stream().map(word -> of(word, config)).toList());
    }

    private static RateLimitIdentifier of(String word, Values config) {
        return switch (word) {
            case "consumer" -> switch (config.text("counter_key")) {
                case "consumer.username" -> new ConsumerByName(false);
                case "consumer.custom_id" -> new ConsumerByName(true);
                default -> new Same(new LimitBy.Consumer());
            };
            case "consumer-group" -> new ConsumerGroup();
            case "credential" -> new Same(new LimitBy.Credential());
            case "header" -> new Same(new LimitBy.Header(config.text("header_name")));
            case "ip" -> new Same(new LimitBy.Ip());
            case "path" -> new Same(new LimitBy.Path(config.text("path")));
            case "route" -> new Route();
            case "service" -> new Same(new LimitBy.Service());
            default -> throw new IllegalStateException("identifier has a value that its field table does not list");
        };
    }

    /// Whether it looks at the consumer group on which the plugin is configured.
    default boolean isByConsumerGroup() {
        return switch (this) {
            case ConsumerGroup _ -> true;
            case All(List<RateLimitIdentifier> parts) ->
                    parts.stream().anyMatch(RateLimitIdentifier::isByConsumerGroup);
            case Same _,ConsumerByName _,Route _ -> false;
        };
    }

    /// What the counter is named by.
    default String of(Exchange exchange, Scope scope) {
        return switch (this) {
            case Same(LimitBy by) -> by.identifier(exchange);
            case ConsumerByName(boolean isCustomId) -> exchange.identity().knownConsumer()
                    .map(isCustomId ? Consumer::customId : Consumer::username).filter(name -> !name.isEmpty())
                    .orElseGet(() -> new LimitBy.Consumer().identifier(exchange));
            case Route _ -> exchange.match().route().id();
            case ConsumerGroup _ -> Optional.of(scope.consumerGroup()).filter(group -> !group.isEmpty())
                    .orElseGet(() -> exchange.request().client().address());
            case All(List<RateLimitIdentifier> parts) ->
                    parts.stream().map(part -> part.of(exchange, scope)).collect(Collectors.joining(BETWEEN));
        };
    }
}
