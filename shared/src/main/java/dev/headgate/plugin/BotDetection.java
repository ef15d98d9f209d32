package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;

import com.google.re2j.Pattern;
import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;

/// Turns away programs that say in User-Agent that they are programs. Who says nothing, or lies, passes. Source:
/// kong/plugins/bot-detection.
///
/// @param allow whoever one of these finds passes, before anything else is looked at
/// @param deny whoever one of these finds is turned away, beside the programs of [KnownBots]
public record BotDetection(List<Pattern> allow, List<Pattern> deny) implements Plugin {
    /// Kong's bot-detection plugin.
    public static final PluginType<BotDetection> TYPE = new PluginType<>("bot-detection", 2500, RecordSchema.of(
            defaulted("allow", FieldType.listOf(FieldType.text()), List.of(),
                    "Regular expressions, found anywhere in User-Agent, upper and lower case distinguished: who has one passes, whatever else it says."),
            defaulted("deny", FieldType.listOf(FieldType.text()), List.of(),
                    "Regular expressions, found anywhere in User-Agent: who has one is turned away, beside the known bots."))
            .check((config, plugin) -> checkExpressions("allow", config, plugin))
            .check((config, plugin) -> checkExpressions("deny", config, plugin)), false, BotDetection::of);

    public BotDetection {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    private static BotDetection of(Values config) {
        return new BotDetection(config.texts("allow").stream().map(Pattern::compile).toList(),
                config.texts("deny").stream().map(Pattern::compile).toList());
    }

    private static void checkExpressions(String list, Values config, Entity plugin) {
        ExpressionFindings.check(list, config, plugin, Pattern::compile, "not a valid regex: %s.");
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        List<String> agents = exchange.upstream().headers().all("User-Agent");
        if (agents.size() > 1) {
            return exchange.answer(Answers.error(exchange.request(), 400, "Only one User-Agent header allowed"));
        }
        return agents.isEmpty() || passes(agents.getFirst().strip())
                ? exchange.proceed()
                : exchange.answer(Answers.error(exchange.request(), 403));
    }

    private boolean passes(String agent) {
        return finds(allow, agent) || !finds(deny, agent) && !KnownBots.include(agent);
    }

    private static boolean finds(List<Pattern> patterns, String agent) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(agent).find());
    }
}
