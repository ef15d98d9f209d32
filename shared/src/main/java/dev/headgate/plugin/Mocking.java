package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.mocking.ApiDescription;
import dev.headgate.plugin.mocking.DescriptionException;
import dev.headgate.plugin.mocking.MockedContent;
import dev.headgate.plugin.mocking.MockedOperation;
import dev.headgate.plugin.mocking.MockedResponse;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Answers with the examples of an API description, for clients that are written before the backend is. Source:
/// developer.konghq.com/plugins/mocking; it belongs to Kong's paid edition.
///
/// @param description what there is to answer
/// @param basePaths what stands before a description's paths in requests; one empty text for nothing
/// @param includedStatuses the only ones that are answered; empty for all
/// @param randomStatus whether one of an operation's statuses is drawn, instead of the lowest
/// @param randomExamples whether one of several examples is drawn, instead of the first
public record Mocking(
        ApiDescription description,
        List<String> basePaths,
        Set<Integer> includedStatuses,
        boolean randomStatus,
        boolean randomExamples)
        implements
            Plugin {
    private static final String WAITING = "A function is paid for while it waits.";

    /// Kong's mocking plugin.
    public static final PluginType<Mocking> TYPE = new PluginType<>("mocking", -1, RecordSchema.of(
            required("api_specification", FieldType.text(),
                    "The API description itself, OpenAPI 3 or Swagger 2, in YAML or JSON."),
            optional("api_specification_filename", FieldType.text(), "The name of a description in Kong's database.")
                    .refused("There is no database with files here, as in Kong without one.",
                            "Write the description into api_specification."),
            defaulted("include_base_path", FieldType.flag(), false,
                    "Whether the paths of requests begin with the path of one of the description's servers."),
            optional("custom_base_path", FieldType.text(),
                    "The path that they begin with instead. Only with `include_base_path`."),
            optional("included_status_codes", FieldType.listOf(FieldType.whole(100, 599)),
                    "The only statuses that are answered."),
            defaulted("random_status_code", FieldType.flag(), false,
                    "Whether one of an operation's statuses is drawn; else the lowest is answered."),
            defaulted("random_examples", FieldType.flag(), false,
                    "Whether one of several examples is drawn; else the first is answered."),
            defaulted("random_delay", FieldType.flag(), false, "Whether answers wait for a time that is drawn.")
                    .refused(WAITING, "Leave it out; let clients wait by themselves."),
            defaulted("min_delay_time", FieldType.decimal(0, 1_000_000), 0.001, "The shortest wait, in seconds.")
                    .withoutEffect("Answers do not wait."),
            defaulted("max_delay_time", FieldType.decimal(0, 1_000_000), 1.0, "The longest wait, in seconds.")
                    .withoutEffect("Answers do not wait."))
            .check(Mocking::checkDescription).check(Mocking::checkBasePath),
            true, Mocking::of);

    private static void checkDescription(Values config, Entity plugin) {
        String text = config.text("api_specification");
        if (!text.isEmpty()) {
            try {
                ApiDescription.of(text);
            } catch (DescriptionException e) {
                plugin.report(Code.HG0105, config.location("api_specification"), "config.api_specification",
                        "this description cannot be used: " + e.getMessage() + ".", "");
            }
        }
    }

    private static void checkBasePath(Values config, Entity plugin) {
        if (!config.text("custom_base_path").isEmpty() && !config.flag("include_base_path")) {
            plugin.report(Code.HG0305, config.location("custom_base_path"), "config.custom_base_path",
                    "it counts only with include_base_path: true, as in Kong.", "");
        }
    }

    private static Mocking of(Values config) {
        ApiDescription description;
        try {
            description = ApiDescription.of(config.text("api_specification"));
        } catch (DescriptionException e) {
            throw new IllegalStateException("a description that was checked", e);
        }
        Set<Integer> statuses = new TreeSet<>();
        config.list("included_status_codes", Long.class).forEach(status -> statuses.add(status.intValue()));
        return new Mocking(description, basePaths(config, description), Set.copyOf(statuses),
                config.flag("random_status_code"), config.flag("random_examples"));
    }

    private static List<String> basePaths(Values config, ApiDescription description) {
        String custom = config.text("custom_base_path");
        if (!config.flag("include_base_path")) {
            return List.of("");
        }
        return custom.isEmpty()
                ? description.basePaths()
                : List.of(custom.endsWith("/") ? custom.substring(0, custom.length() - 1) : custom);
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Response answer = answer(exchange, context.resources().random());
        return exchange.answer(answer.withHeader("X-Kong-Mocking-Plugin", "true"));
    }

    private Response answer(Exchange exchange, RandomGenerator random) {
        Headers headers = exchange.upstream().headers();
        String delay = headers.first("X-Kong-Mocking-Delay").strip();
        if (!delay.isEmpty() && !delay.equals("0")) {
            return Answers.exit(400, "Invalid value for X-Kong-Mocking-Delay. Answers of this gateway do not wait");
        }
        Optional<MockedOperation> operation = operation(exchange);
        if (operation.isEmpty()) {
            return Answers.exit(404, "Corresponding path and method spec does not exist in API Specification");
        }
        List<MockedResponse> responses = operation.get().responses().stream()
                .filter(response -> includedStatuses.isEmpty() || includedStatuses.contains(response.status()))
                .toList();
        String wanted = headers.first("X-Kong-Mocking-Status-Code").strip();
        if (!wanted.isEmpty()) {
            responses = responses.stream().filter(response -> wanted.equals(Integer.toString(response.status())))
                    .toList();
        }
        if (responses.isEmpty()) {
            return Answers.exit(404, "No examples exist in API specification for this resource");
        }
        return answer(responses.get(randomStatus ? random.nextInt(responses.size()) : 0), headers, random);
    }

    private Optional<MockedOperation> operation(Exchange exchange) {
        String method = exchange.request().method();
        String path = exchange.match().normalizedPath();
        List<MockedOperation> found = new ArrayList<>();
        for (String basePath : basePaths) {
            if (path.startsWith(basePath + "/")) {
                description.operation(method, path.substring(basePath.length())).ifPresent(found::add);
            }
        }
        return found.stream().findFirst();
    }

    private Response answer(MockedResponse response, Headers headers, RandomGenerator random) {
        if (response.contents().isEmpty() || response.status() == 204) {
            return Response.of(response.status());
        }
        Optional<MockedContent> content = response.content(headers.all("Accept"));
        if (content.isEmpty()) {
            return Answers.exit(406, "Supported MIME types not found in API Specification");
        }
        List<JsonValue> examples = List.copyOf(content.get().examples().values());
        JsonValue example = examples.get(randomExamples ? random.nextInt(examples.size()) : 0);
        String wanted = headers.first("X-Kong-Mocking-Example-Id").strip();
        if (!wanted.isEmpty()) {
            if (!content.get().examples().containsKey(wanted)) {
                return Answers.exit(404, "No examples exist in API specification for this resource");
            }
            example = content.get().examples().get(wanted);
        }
        return written(response.status(), content.get().mediaType(), example);
    }

    private static Response written(int status, String mediaType, JsonValue example) {
        if (mediaType.equals("application/json")) {
            return Answers.json(status, example.document());
        }
        boolean isText = example instanceof JsonValue.Text && !mediaType.contains("json");
        String text = isText ? ((JsonValue.Text) example).value() : example.document();
        return new Response(status, Headers.of("Content-Type", mediaType), Body.utf8(text));
    }
}
