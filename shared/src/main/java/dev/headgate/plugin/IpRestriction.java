package dev.headgate.plugin;

import static dev.headgate.schema.Field.optional;

import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Optional;

/// Lets requests pass by the address of whoever connected, or for whom a trusted peer did. Source: kong/plugins/ip-restriction.
///
/// @param allow whose requests pass; empty for everybody's
/// @param deny whose requests do not, even where `allow` has them
/// @param status of a refusal, 400..599
/// @param message of a refusal; empty for one that names the address
public record IpRestriction(List<AddressBlock> allow, List<AddressBlock> deny, int status, String message)
        implements
            Plugin {
    private static final FieldType BLOCKS = FieldType.listOf(FieldType.text(new Rule<>(
            text -> AddressBlock.parse(text).isPresent(), "invalid ip or cidr range: '%s'.",
            "Write an address or a range: 10.0.0.0/8.")));

    /// Kong's ip-restriction plugin.
    public static final PluginType<IpRestriction> TYPE = new PluginType<>("ip-restriction", 990, RecordSchema.of(
            optional("allow", BLOCKS,
                    "Addresses and ranges (`10.0.0.0/8`, `2001:db8::/32`) whose requests pass; none means everybody's. This, `deny`, or both."),
            optional("deny", BLOCKS,
                    "Addresses and ranges whose requests do not pass, even where `allow` has them."),
            optional("status", FieldType.whole(400, 599), "The status of a refusal. None means 403."),
            optional("message", FieldType.text(),
                    "What a refusal says. None means `IP address not allowed:` and the address."))
            .check(IpRestriction::checkLists), true, IpRestriction::of);

    public IpRestriction {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    private static IpRestriction of(Values config) {
        return new IpRestriction(blocks(config, "allow"), blocks(config, "deny"),
                Math.toIntExact(config.optionalWhole("status").orElse(403L)), config.text("message"));
    }

    private static List<AddressBlock> blocks(Values config, String list) {
        return config.texts(list).stream().map(AddressBlock::parse).flatMap(Optional::stream).toList();
    }

    private static void checkLists(Values config, Entity plugin) {
        if (config.texts("allow").isEmpty() && config.texts("deny").isEmpty()) {
            plugin.report(Code.HG0108, config.location(), "config",
                    "at least one of these fields must be non-empty: 'config.allow', 'config.deny'.",
                    "Name the addresses that may pass: allow: [10.0.0.0/8].");
        }
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        String address = exchange.request().client().address();
        Optional<AddressBlock> client = AddressBlock.parse(address);
        if (client.isEmpty()) {
            return exchange.answer(Answers.error(exchange.request(), 403, "Cannot identify the client IP address."));
        }
        boolean denied = has(deny, client.get()) || !allow.isEmpty() && !has(allow, client.get());
        if (!denied) {
            return exchange.proceed();
        }
        return exchange.answer(Answers.error(exchange.request(), status,
                message.isEmpty() ? "IP address not allowed: " + address : message));
    }

    /// Whose requests pass, in CIDR form.
    public List<String> allowedRanges() {
        return allow.stream().map(AddressBlock::toString).toList();
    }

    /// Whose requests do not pass, in CIDR form.
    public List<String> deniedRanges() {
        return deny.stream().map(AddressBlock::toString).toList();
    }

    private static boolean has(List<AddressBlock> blocks, AddressBlock client) {
        return blocks.stream().anyMatch(block -> block.contains(client));
    }
}
