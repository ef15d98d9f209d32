package dev.headgate.plugin.ai;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import com.google.re2j.Pattern;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.ExpressionFindings;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Step;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Optional;

/// Lets prompts pass by what is said in them. Source: kong/plugins/ai-prompt-guard.
///
/// @param allow where there are any, one of these has to find something
/// @param deny none of these may find anything; they are looked at first
/// @param history which messages of a chat are looked at
/// @param maxRequestBodySize the largest body that is read, in bytes
public record AiPromptGuard(List<Pattern> allow, List<Pattern> deny, History history, long maxRequestBodySize)
        implements
            Plugin {
    private static final int PATTERNS_MAX = 10;
    private static final FieldType PATTERN = FieldType.text(new Rule<>(text -> text.length() <= 500,
            "length must be at most 500.", ""));

    /// Kong's ai-prompt-guard plugin.
    public static final PluginType<AiPromptGuard> TYPE = new PluginType<>("ai-prompt-guard", 771, RecordSchema.of(
            optional("allow_patterns", FieldType.listOf(PATTERN),
                    "Up to 10 regular expressions; where there are any, one has to be found in the prompt."),
            optional("deny_patterns", FieldType.listOf(PATTERN),
                    "Up to 10 regular expressions of which none may be found in the prompt."),
            defaulted("allow_all_conversation_history", FieldType.flag(), false,
                    "Whether only the last message of the user is looked at."),
            AiFields.maxRequestBodySize(),
            defaulted("match_all_roles", FieldType.flag(), false,
                    "Whether messages of all roles are looked at, not only the user's."),
            AiFields.llmFormat()).check(AiPromptGuard::check), true, AiPromptGuard::of);

    /// Which messages are looked at.
    public enum History {
        /// The user's last one.
        LAST_OF_USER,
        /// All of the user's.
        ALL_OF_USER,
        /// All.
        ALL
    }

    public AiPromptGuard {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    private static AiPromptGuard of(Values config) {
        History history = config.flag("match_all_roles")
                ? History.ALL
                : config.flag("allow_all_conversation_history") ? History.LAST_OF_USER : History.ALL_OF_USER;
        return new AiPromptGuard(config.texts("allow_patterns").stream().map(Pattern::compile).toList(),
                config.texts("deny_patterns").stream().map(Pattern::compile).toList(), history,
                config.whole("max_request_body_size"));
    }

    private static void check(Values config, Entity plugin) {
        List<String> lists = List.of("allow_patterns", "deny_patterns");
        if (lists.stream().allMatch(list -> config.texts(list).isEmpty())) {
            plugin.report(Code.HG0108, config.location(), "config",
                    "at least one of these fields must be non-empty: 'config.allow_patterns', 'config.deny_patterns'.",
                    "");
        }
        for (String list : lists) {
            ExpressionFindings.check(list, config, plugin, Pattern::compile, "not a valid regex: %s.");
            if (config.texts(list).size() > PATTERNS_MAX) {
                plugin.report(Code.HG0106, config.location(list), "config." + list,
                        "length must be at most " + PATTERNS_MAX + ".", "");
            }
        }
        if (config.flag("match_all_roles") && config.flag("allow_all_conversation_history")) {
            plugin.report(Code.HG0108, config.location("match_all_roles"), "config.allow_all_conversation_history",
                    "value must be false with match_all_roles: true.", "");
        }
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    /// A client is not told why, as in Kong.
    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Members request = PromptRequest.of(exchange, maxRequestBodySize);
        return said(request).filter(this::passes).isPresent()
                ? exchange.withNote(new PromptRequest(request)).proceed()
                : exchange.answer(PromptRequest.error(400, "bad request"));
    }

    private boolean passes(String said) {
        return !finds(deny, said) && (allow.isEmpty() || finds(allow, said));
    }

    private static boolean finds(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    /// What is said, the last message first; empty where the request has no text to look at.
    private Optional<String> said(Members request) {
        if (request.member("messages").isEmpty()) {
            return PromptRequest.prompt(request);
        }
        StringBuilder text = new StringBuilder();
        for (JsonValue item : request.items("messages").reversed()) {
            Members message = item instanceof Members members ? members : Members.NONE;
            Optional<String> role = message.text("role");
            if (role.isEmpty()) {
                return Optional.empty();
            }
            if (history != History.ALL && !role.get().equals("user")) {
                continue;
            }
            Optional<String> content = message.text("content");
            if (content.isEmpty()) {
                return Optional.empty();
            }
            text.append(content.get());
            if (history == History.LAST_OF_USER) {
                break;
            }
            text.append(' ');
        }
        return Optional.of(text.toString());
    }
}
