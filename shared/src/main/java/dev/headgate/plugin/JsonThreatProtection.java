package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.answer.Answers;
import dev.headgate.plugin.validation.MediaType;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.Set;

/// Turns away JSON bodies that are larger or deeper than allowed, part by part, and bodies that are no JSON. Source:
/// developer.konghq.com/plugins/json-threat-protection; it belongs to Kong's paid edition.
///
/// @param bodyBytes the largest body; -1 for any
/// @param limits of the parts of a body
/// @param allowsOthers whether bodies of other types pass unseen
/// @param errorStatus of the answer
/// @param errorMessage in the answer
public record JsonThreatProtection(
        long bodyBytes,
        JsonLimits limits,
        boolean allowsOthers,
        int errorStatus,
        String errorMessage)
        implements
            Plugin {
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");

    /// Kong's json-threat-protection plugin.
    public static final PluginType<JsonThreatProtection> TYPE = new PluginType<>("json-threat-protection", 1009,
            RecordSchema.of(
                    limit("max_body_size", 8192, "The largest body, in bytes."),
                    limit("max_container_depth", -1, "How many objects and arrays may stand inside each other."),
                    limit("max_object_entry_count", -1, "How many members an object may have."),
                    limit("max_object_entry_name_length", -1, "How long a member's name may be, in characters."),
                    limit("max_array_element_count", -1, "How many items an array may have."),
                    limit("max_string_value_length", -1, "How long a string may be, in characters."),
                    defaulted("allow_duplicate_object_entry_name", FieldType.flag(), true,
                            "Whether a name may stand twice in an object."),
                    defaulted("allow_non_json_requests", FieldType.flag(), false,
                            "Whether bodies whose Content-Type is not JSON pass unseen; else every body is taken for JSON."),
                    defaulted("enforcement_mode", FieldType.oneOf("block", "log_only"), "block",
                            "What becomes of requests with such a body.")
                            .refused("A function's log has a line a request, and no place for findings.",
                                    "Leave it out, and try the limits on a route of its own."),
                    defaulted("error_status_code", FieldType.whole(400, 499), 400L, "The status of the answer."),
                    defaulted("error_message", FieldType.text(), "Bad Request", "What the answer says.")),
            true, JsonThreatProtection::of);

    private static Field limit(String name, long standard, String doc) {
        return defaulted(name, FieldType.whole(-1, 2_147_483_648L), standard, doc + " -1 for no limit.");
    }

    private static JsonThreatProtection of(Values config) {
        JsonLimits limits = new JsonLimits(config.whole("max_container_depth"), config.whole("max_array_element_count"),
                config.whole("max_object_entry_count"), config.whole("max_object_entry_name_length"),
                config.whole("max_string_value_length"), config.flag("allow_duplicate_object_entry_name"));
        return new JsonThreatProtection(config.whole("max_body_size"), limits, config.flag("allow_non_json_requests"),
                config.integer("error_status_code"), config.text("error_message"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        UpstreamRequest request = exchange.upstream();
        boolean isSeen = METHODS.contains(request.method()) && !request.body().isEmpty()
                && (!allowsOthers || MediaType.of(request.headers().first("Content-Type")).filter(MediaType::isJson)
                        .isPresent());
        boolean isSound = !isSeen
                || (bodyBytes < 0 || request.body().length() <= bodyBytes) && limits.hold(request.body().bytes());
        return isSound ? exchange.proceed() : exchange.answer(Answers.exit(errorStatus, errorMessage));
    }
}
