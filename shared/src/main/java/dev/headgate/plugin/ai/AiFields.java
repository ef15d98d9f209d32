package dev.headgate.plugin.ai;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The fields that name a model and how it is called (kong/llm/schemas/init.lua).
final class AiFields {
    static final String AZURE_API_VERSION = "2023-05-15";
    private static final long COUNT_MAX = 1L << 53;
    private static final String NOT_LOGGED = "Headgate logs neither the usage of models nor what is said to them.";

    private AiFields() {}

    /// The table; whose table it becomes, or becomes a part of, has to call [#check].
    static RecordSchema schema() {
        return RecordSchema.of(
                required("route_type", FieldType.oneOf("llm/v1/chat", "llm/v1/completions", "preserve"),
                        "What is asked of the model. With `preserve` requests and answers pass unchanged."),
                optional("auth", FieldType.group(auth()), "How the gateway proves to the provider who calls."),
                required("model", FieldType.group(model()), "The model."),
                optional("logging", FieldType.group(RecordSchema.of(
                        defaulted("log_statistics", FieldType.flag(), false,
                                "Whether Kong's log entries have the usage of the model.").withoutEffect(NOT_LOGGED),
                        defaulted("log_payloads", FieldType.flag(), false,
                                "Whether Kong's log entries have requests and answers.").withoutEffect(NOT_LOGGED))),
                        "What is logged."));
    }

    /// The checks over several fields.
    ///
    /// @param path what stands before the fields' names in messages: `config` or `config.llm`
    static void check(String path, Values config, Entity plugin) {
        new Checks(path, config, plugin).all();
    }

    private static RecordSchema auth() {
        return RecordSchema.of(
                optional("header_name", FieldType.text(Rules.HEADER_NAME), "The header field that carries the proof.")
                        .referenceable("Authorization"),
                optional("header_value", FieldType.text(), "Its value, such as `Bearer key`.").secret().referenceable(),
                optional("param_name", FieldType.text(), "The parameter that carries the proof.").referenceable("key"),
                optional("param_value", FieldType.text(), "Its value.").secret().referenceable(),
                optional("param_location", FieldType.oneOf("query", "body"), "Where the parameter stands."),
                defaulted("gcp_use_service_account", FieldType.flag(), false,
                        "Whether Kong calls Google as a service account.")
                        .refused("Headgate does not exchange a Google service account for tokens.",
                                "Use an API key: param_name: key, param_location: query."),
                optional("gcp_service_account_json", FieldType.text(), "The service account's key file.").secret()
                        .refused("Headgate does not exchange a Google service account for tokens.",
                                "Use an API key: param_name: key, param_location: query."),
                optional("aws_access_key_id", FieldType.text(),
                        "The access key for Bedrock; without it, the gateway's own role is used.").secret()
                        .referenceable(),
                optional("aws_secret_access_key", FieldType.text(), "The access key's secret.").secret()
                        .referenceable(),
                defaulted("allow_override", FieldType.flag(), false,
                        "Whether a client that brings a proof of its own keeps it."));
    }

    private static RecordSchema model() {
        return RecordSchema.of(
                required("provider", FieldType.oneOf("openai", "azure", "anthropic", "cohere", "mistral", "llama2",
                        "gemini", "bedrock", "huggingface"), "Who runs the model; `huggingface` is refused."),
                optional("name", FieldType.text(), "The model's name; without it, clients name one."),
                optional("options", FieldType.group(options()), "What counts whatever a request says."));
    }

    private static RecordSchema options() {
        return RecordSchema.of(
                optional("max_tokens", FieldType.whole(-COUNT_MAX, COUNT_MAX), "How long an answer may be."),
                optional("input_cost", FieldType.decimal(0, COUNT_MAX), "What a million tokens of a prompt cost.")
                        .withoutEffect(NOT_LOGGED),
                optional("output_cost", FieldType.decimal(0, COUNT_MAX), "What a million tokens of an answer cost.")
                        .withoutEffect(NOT_LOGGED),
                optional("temperature", FieldType.decimal(0, 5), "How much chance there is in an answer."),
                optional("top_p", FieldType.decimal(0, 1), "The probability mass that is chosen from."),
                optional("top_k", FieldType.whole(0, 500), "How many tokens are chosen from."),
                optional("anthropic_version", FieldType.text(), "The version of Anthropic's API."),
                optional("azure_instance", FieldType.text(), "The instance of Azure OpenAI."),
                defaulted("azure_api_version", FieldType.text(), AZURE_API_VERSION,
                        "The version of Azure's API, where a request names none."),
                optional("azure_deployment_id", FieldType.text(), "The deployment in Azure OpenAI."),
                optional("llama2_format", FieldType.oneOf("raw", "openai", "ollama"), "The format of a llama2 server."),
                optional("mistral_format", FieldType.oneOf("openai", "ollama"), "The format of a mistral server."),
                optional("upstream_url", FieldType.text(Rules.HTTP_URL),
                        "The whole address of the model, instead of the provider's."),
                optional("upstream_path", FieldType.text(),
                        "The path at the provider's address. Kong deprecates it; `upstream_url` says more."),
                optional("gemini", FieldType.group(RecordSchema.of(
                        optional("api_endpoint", FieldType.text(), "The host of Vertex AI in a region."),
                        optional("project_id", FieldType.text(), "The project in Google Cloud."),
                        optional("location_id", FieldType.text(), "The location in Google Cloud."))),
                        "Where a model runs in Vertex AI; the public Gemini API without."),
                optional("bedrock", FieldType.group(RecordSchema.of(
                        optional("aws_region", FieldType.text(), "The Region; that of the gateway without."))),
                        "Where a model runs in Bedrock."),
                optional("huggingface", FieldType.group(RecordSchema.of(
                        optional("use_cache", FieldType.flag(), "Whether an earlier answer may be given."),
                        optional("wait_for_model", FieldType.flag(), "Whether to wait until the model is loaded."))),
                        "For Hugging Face.")
                        .withoutEffect("Headgate does not have this provider."));
    }

    /// The plugins' own field for the largest body.
    static Field maxRequestBodySize() {
        return defaulted("max_request_body_size", FieldType.whole(1, Integer.MAX_VALUE), 8192L,
                "The largest body that is looked at, in bytes.");
    }

    /// Kong's field for clients that speak a provider's format.
    static Field llmFormat() {
        return defaulted("llm_format", FieldType.oneOf("openai", "bedrock", "gemini"), "openai",
                "The format that clients speak.")
                .refused("Headgate's AI plugins speak OpenAI's format with clients.",
                        "Remove it, or use route_type: preserve without the prompt plugins.");
    }

    /// The checks over several fields.
    private record Checks(String path, Values config, Entity plugin) {
        void all() {
            Values model = config.group("model").orElseThrow();
            Values auth = config.group("auth").orElse(config);
            boolean hasAuth = config.group("auth").isPresent();
            String provider = model.text("provider");
            if (hasAuth) {
                together(auth, "auth.header_name", "auth.header_value");
                together(auth, "auth.param_name", "auth.param_value", "auth.param_location");
                together(auth, "auth.aws_access_key_id", "auth.aws_secret_access_key");
                if (List.of("bedrock", "gemini").contains(provider) && auth.flag("allow_override")) {
                    contradiction(auth, "auth.allow_override",
                            "bedrock and gemini only support auth.allow_override = false.");
                }
            }
            switch (provider) {
                case "huggingface" -> plugin.report(Code.HG0205, model.location("provider"), path + ".model.provider",
                        "huggingface: Headgate does not speak the format of Hugging Face's inference API.",
                        "Use its OpenAI-compatible endpoint: provider: openai with options.upstream_url.");
                case "llama2" -> {
                    needs(model, "llama2_format", "must set %s for llama2 provider.");
                    needs(model, "upstream_url", "must set %s for self-hosted providers/models.");
                }
                case "mistral" -> needs(model, "mistral_format", "must set %s for mistral provider.");
                case "anthropic" -> needs(model, "anthropic_version", "must set %s for anthropic provider.");
                case "azure" -> {
                    needs(model, "azure_instance", "must set %s for azure provider.");
                    needs(model, "azure_deployment_id", "must set %s for azure provider.");
                }
                default -> {
                }
            }
            model.group("options").flatMap(options -> options.group("gemini")).ifPresent(gemini -> together(gemini,
                    "model.options.gemini.api_endpoint", "model.options.gemini.project_id",
                    "model.options.gemini.location_id"));
            boolean statistics = config.group("logging").map(logging -> logging.flag("log_statistics")).orElse(false);
            if (statistics && provider.equals("anthropic") && config.text("route_type").equals("llm/v1/completions")) {
                contradiction(config, "logging.log_statistics",
                        "anthropic does not support statistics when route_type is llm/v1/completions.");
            }
        }

        private void needs(Values model, String option, String message) {
            boolean set = model.group("options").map(options -> options.has(option)).orElse(false);
            if (!set) {
                plugin.report(Code.HG0103, model.location("provider"), path + ".model.options." + option,
                        message.replace("%s", "'model.options." + option + "'"), "");
            }
        }

        private void together(Values group, String... fields) {
            long set = Arrays.stream(fields).filter(field -> group.has(last(field))).count();
            if (set > 0 && set < fields.length) {
                contradiction(group, fields[0], "all or none of these fields must be set: "
                        + Arrays.stream(fields).map(field -> "'" + field + "'").collect(Collectors.joining(", "))
                        + ".");
            }
        }

        private void contradiction(Values group, String field, String message) {
            plugin.report(Code.HG0108, group.location(last(field)), path + "." + field, message, "");
        }

        private static String last(String field) {
            return field.substring(field.lastIndexOf('.') + 1);
        }
    }
}
