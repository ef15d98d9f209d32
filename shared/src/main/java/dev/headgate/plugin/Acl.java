package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.identity.Identity;
import dev.headgate.model.Consumer;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lets requests pass by the groups of whoever sends them, and tells the backend those groups. It runs after the
/// authentication plugins and needs one. Source: kong/plugins/acl.
///
/// @param rule which groups pass
/// @param hideGroupsHeader whether the groups are kept from the backend
/// @param alwaysUseAuthenticatedGroups whether the groups that a token carries count even for a known consumer, whose
///        own groups then count only where a token carries none
/// @param includeConsumerGroups whether the consumer groups that a consumer is in count among its groups
public record Acl(
        Rule rule,
        boolean hideGroupsHeader,
        boolean alwaysUseAuthenticatedGroups,
        boolean includeConsumerGroups)
        implements
            Plugin {
    /// Kong's acl plugin.
    public static final PluginType<Acl> TYPE = new PluginType<>("acl", 950, RecordSchema.of(
            optional("allow", FieldType.listOf(FieldType.text()),
                    "The groups that may pass; one of them is enough. Either this or `deny`."),
            optional("deny", FieldType.listOf(FieldType.text()),
                    "The groups that may not pass; one of them is enough. Either this or `allow`."),
            defaulted("hide_groups_header", FieldType.flag(), false,
                    "Whether the groups are kept from the backend."),
            defaulted("always_use_authenticated_groups", FieldType.flag(), false,
                    "Whether the groups that a token carries count even for a known consumer, whose own groups then count only where a token carries none."),
            defaulted("include_consumer_groups", FieldType.flag(), false,
                    "Whether the consumer groups that a consumer is in count among its groups."))
            .check(Acl::checkGroups), false, Acl::of);

    /// The fields with which the backend is told the groups: of the consumer, or of the token.
    private static final String CONSUMER_GROUPS = "X-Consumer-Groups";
    private static final String AUTHENTICATED_GROUPS = "X-Authenticated-Groups";

    /// Which groups pass.
    public sealed interface Rule {
        /// Those of these groups.
        record Allow(List<String> groups) implements Rule {}

        /// All but those of these groups.
        record Deny(List<String> groups) implements Rule {}

        /// Whether somebody with these groups passes.
        default boolean admits(List<String> groups) {
            return switch (this) {
                case Allow(List<String> allowed) -> !Collections.disjoint(allowed, groups);
                case Deny(List<String> denied) -> Collections.disjoint(denied, groups);
            };
        }
    }

    private static Acl of(Values config) {
        List<String> denied = config.texts("deny");
        return new Acl(denied.isEmpty() ? new Rule.Allow(config.texts("allow")) : new Rule.Deny(denied),
                config.flag("hide_groups_header"), config.flag("always_use_authenticated_groups"),
                config.flag("include_consumer_groups"));
    }

    private static void checkGroups(Values config, Entity plugin) {
        boolean allows = !config.texts("allow").isEmpty();
        boolean denies = !config.texts("deny").isEmpty();
        if (allows && denies) {
            plugin.report(Code.HG0108, config.location("deny"), "config",
                    "exactly one of these fields must be non-empty: 'config.allow', 'config.deny'.",
                    "Keep the one that names fewer groups.");
        } else if (!allows && !denies) {
            plugin.report(Code.HG0108, config.location(), "config",
                    "at least one of these fields must be non-empty: 'config.allow', 'config.deny'.",
                    "Name the groups that may pass: allow: [partners].");
        }
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        return switch (exchange.identity()) {
            case Identity.Unknown _ -> exchange.answer(Answers.error(exchange.request(), 401));
            case Identity.Anonymous(Consumer consumer) -> groups(consumer).isEmpty() && rule instanceof Rule.Allow
                    ? exchange.answer(Answers.error(exchange.request(), 401))
                    : decide(exchange, CONSUMER_GROUPS, groups(consumer));
            case Identity.Verified verified -> decide(exchange, verified);
        };
    }

    private List<String> groups(Consumer consumer) {
        return includeConsumerGroups
                ? Stream.concat(consumer.groups().stream(), consumer.consumerGroups().stream()).distinct().toList()
                : consumer.groups();
    }

    private Step decide(Exchange exchange, Identity.Verified verified) {
        Optional<Consumer> consumer = verified.consumer();
        boolean tokenCounts = !verified.groups().isEmpty() && (consumer.isEmpty() || alwaysUseAuthenticatedGroups);
        if (tokenCounts) {
            return decide(exchange, AUTHENTICATED_GROUPS, verified.groups());
        }
        // Without a consumer there are no groups to compare, so that nobody passes, even where some are only denied.
        return consumer.isPresent()
                ? decide(exchange, CONSUMER_GROUPS, groups(consumer.get()))
                : forbid(exchange);
    }

    private Step decide(Exchange exchange, String header, List<String> groups) {
        if (!rule.admits(groups)) {
            return forbid(exchange);
        }
        // Only the gateway speaks for its callers' groups: what the client says under these names is no such word.
        UpstreamRequest upstream = exchange.upstream().withoutHeader(CONSUMER_GROUPS)
                .withoutHeader(AUTHENTICATED_GROUPS);
        return exchange.withUpstream(hideGroupsHeader
                ? upstream
                : upstream.withHeader(header, String.join(", ", groups))).proceed();
    }

    private static Step forbid(Exchange exchange) {
        return exchange.answer(Answers.error(exchange.request(), 403, "You cannot consume this service"));
    }
}
