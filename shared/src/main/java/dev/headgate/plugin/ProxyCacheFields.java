package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields of proxy-cache (kong/plugins/proxy-cache/schema.lua).
final class ProxyCacheFields {
    /// A hundred years; numbers beyond would leave what moments can be told of.
    private static final long SECONDS_MAX = 3_155_760_000L;

    private static final List<String> TOLD = List.of("age", "X-Cache-Status", "X-Cache-Key");

    static final RecordSchema SCHEMA = RecordSchema.of(
            defaulted("response_code", new FieldType.ListOf(FieldType.whole(100, 900), 1, false),
                    List.of(200L, 301L, 404L), "The statuses of answers that are kept."),
            defaulted("request_method", FieldType.listOf(FieldType.oneOf("HEAD", "GET", "POST", "PATCH", "PUT")),
                    List.of("GET", "HEAD"), "The methods of requests whose answers are kept."),
            defaulted("content_type", FieldType.listOf(FieldType.text()), List.of("text/plain", "application/json"),
                    "The media types of answers that are kept, with exactly these parameters; `*` for any type or"
                            + " subtype."),
            defaulted("cache_ttl", FieldType.whole(1, SECONDS_MAX), 300L,
                    "How many seconds an answer is fresh, where `cache_control` does not say otherwise."),
            required("strategy", FieldType.oneOf("memory"),
                    "Where answers are kept: in the gateway's store of answers, which is chosen for all plugins."),
            defaulted("cache_control", FieldType.flag(), false,
                    "Whether Cache-Control and Expires of requests and answers are heard."),
            defaulted("ignore_uri_case", FieldType.flag(), false,
                    "Whether paths that differ in case alone share an answer."),
            optional("storage_ttl", FieldType.whole(1, SECONDS_MAX),
                    "How many seconds an answer is kept; as long as it is fresh where this is not set."),
            optional("memory", FieldType.group(RecordSchema.of(
                    defaulted("dictionary_name", FieldType.text(), "kong_db_cache", "The name of Kong's shared memory.")
                            .withoutEffect("There is no nginx here, and one store for all answers."))),
                    "Kong's shared memory."),
            optional("vary_query_params", FieldType.listOf(FieldType.text()),
                    "The parameters on which answers depend; all of them where this is not set."),
            optional("vary_headers", FieldType.listOf(FieldType.text()),
                    "The header fields on which answers depend; none where this is not set."),
            optional("response_headers", FieldType.group(RecordSchema.of(told())),
                    "Which fields about the cache clients get."))
            .check(ProxyCacheFields::typesAreReadable);

    private ProxyCacheFields() {}

    private static Field[] told() {
        return TOLD.stream().map(name -> defaulted(name, FieldType.flag(), true, "Whether clients get the field "
                + (name.equals("age") ? "Age" : name) + ".")).toArray(Field[]::new);
    }

    /// The fields that clients get, in lower case.
    static Set<String> told(Values config) {
        Optional<Values> chosen = config.group("response_headers");
        return TOLD.stream().filter(name -> chosen.map(flags -> flags.flag(name)).orElse(true))
                .map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static void typesAreReadable(Values config, Entity entity) {
        List<String> types = config.texts("content_type");
        for (int i = 0; i < types.size(); i++) {
            if (MediaType.of(types.get(i)).isEmpty()) {
                entity.report(Code.HG0305, config.location("content_type[" + i + "]"), "config.content_type[" + i + "]",
                        "'" + types.get(i) + "' is no media type, so no answer has it.",
                        "Write type/subtype, for example application/json; charset=utf-8.");
            }
        }
    }
}
