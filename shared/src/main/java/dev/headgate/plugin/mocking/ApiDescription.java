package dev.headgate.plugin.mocking;

import dev.headgate.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An API description, compiled: its operations, and where its servers stand. Immutable and safe for use by many threads.
///
/// @param operations those whose paths have fewer parameters first
/// @param basePaths of its servers, without a slash at their ends; one empty text where it names none
public record ApiDescription(List<MockedOperation> operations, List<String> basePaths) {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch",
            "trace");

    public ApiDescription {
        operations = List.copyOf(operations);
        basePaths = List.copyOf(basePaths);
    }

    /// Reads a description of OpenAPI 3 or Swagger 2 in YAML or JSON.
    ///
    /// @throws DescriptionException when it cannot be used
    public static ApiDescription of(String text) throws DescriptionException {
        JsonValue.Members document = DescriptionText.read(text);
        boolean isOpenApi = document.member("openapi").filter(version -> written(version).startsWith("3.")).isPresent();
        boolean isSwagger = document.member("swagger").filter(version -> written(version).startsWith("2")).isPresent();
        if (!isOpenApi && !isSwagger) {
            throw new DescriptionException("it is neither OpenAPI 3 nor Swagger 2");
        }
        References references = new References(document);
        List<MockedOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonValue> path : document.object("paths").values().entrySet()) {
            JsonValue.Members item = references.resolved(path.getValue());
            for (String method : METHODS) {
                if (item.member(method).isPresent()) {
                    operations.add(operation(method, path.getKey(), item.object(method), document, references));
                }
            }
        }
        operations.sort(Comparator.comparingInt(MockedOperation::templates));
        return new ApiDescription(operations, isOpenApi ? serverPaths(document) : basePath(document));
    }

    private static String written(JsonValue value) {
        return value instanceof JsonValue.Text(String text) ? text : value.document();
    }

    /// The operation of a request.
    ///
    /// @param path normalised, without the base path
    public Optional<MockedOperation> operation(String method, String path) {
        return operations.stream().filter(operation -> operation.isFor(method, path)).findFirst();
    }

    private static MockedOperation operation(String method, String path, JsonValue.Members operation,
            JsonValue.Members document, References references) throws DescriptionException {
        Map<Integer, MockedResponse> responses = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> response : operation.object("responses").values().entrySet()) {
            Optional<Integer> status = status(response.getKey());
            if (status.isPresent()) {
                JsonValue.Members resolved = references.resolved(response.getValue());
                boolean isExact = response.getKey().equals(status.get().toString());
                MockedResponse mocked = new MockedResponse(status.get(),
                        contents(resolved, operation, document, references));
                // Ranges and `default` stand for what is not named itself.
                if (isExact) {
                    responses.put(status.get(), mocked);
                } else {
                    responses.putIfAbsent(status.get(), mocked);
                }
            }
        }
        return new MockedOperation(method.toUpperCase(Locale.ROOT), MockedOperation.pattern(path),
                (int) path.chars().filter(character -> character == '{').count(),
                responses.values().stream().sorted(Comparator.comparingInt(MockedResponse::status)).toList());
    }

    /// `200`, `2XX`, `default`; empty for extensions.
    private static Optional<Integer> status(String key) {
        if (key.matches("[1-5][0-9]{2}")) {
            return Optional.of(Integer.valueOf(key));
        }
        if (key.matches("[1-5][Xx]{2}")) {
            return Optional.of(100 * (key.charAt(0) - '0'));
        }
        return key.equals("default") ? Optional.of(200) : Optional.empty();
    }

    private static List<MockedContent> contents(JsonValue.Members response, JsonValue.Members operation,
            JsonValue.Members document, References references) throws DescriptionException {
        List<MockedContent> contents = new ArrayList<>();
        for (Map.Entry<String, JsonValue> content : response.object("content").values().entrySet()) {
            JsonValue.Members media = references.resolved(content.getValue());
            contents.add(new MockedContent(content.getKey(), examples(media, references)));
        }
        if (response.member("schema").isPresent() || response.member("examples").isPresent()) {
            contents.addAll(swaggerContents(response, operation, document, references));
        }
        contents.sort(Comparator.comparing(content -> !content.mediaType().startsWith("application/json")));
        return contents;
    }

    private static Map<String, JsonValue> examples(JsonValue.Members media, References references)
            throws DescriptionException {
        Map<String, JsonValue> examples = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> example : media.object("examples").values().entrySet()) {
            examples.put(example.getKey(), references.resolved(example.getValue()).values()
                    .getOrDefault("value", new JsonValue.Null()));
        }
        if (media.values().containsKey("example")) {
            examples.putIfAbsent("", media.values().get("example"));
        }
        if (examples.isEmpty()) {
            examples.put("", new SchemaExample(references).of(media.object("schema")));
        }
        return examples;
    }

    /// Swagger names media types for a whole operation or document, and has one example of each.
    private static List<MockedContent> swaggerContents(JsonValue.Members response, JsonValue.Members operation,
            JsonValue.Members document, References references) throws DescriptionException {
        List<MockedContent> contents = new ArrayList<>();
        response.object("examples").values().forEach((type, example) -> contents
                .add(new MockedContent(type, Map.of("", example))));
        if (contents.isEmpty()) {
            JsonValue example = new SchemaExample(references).of(response.object("schema"));
            List<JsonValue> own = operation.items("produces");
            List<JsonValue> types = own.isEmpty() ? document.items("produces") : own;
            types.forEach(type -> contents.add(new MockedContent(written(type), Map.of("", example))));
            if (contents.isEmpty()) {
                contents.add(new MockedContent("application/json", Map.of("", example)));
            }
        }
        return contents;
    }

    private static List<String> serverPaths(JsonValue.Members document) {
        List<String> paths = document.objects("servers").stream().flatMap(server -> server.text("url").stream())
                .map(ApiDescription::pathOf).distinct().toList();
        return paths.isEmpty() ? List.of("") : paths;
    }

    private static List<String> basePath(JsonValue.Members document) {
        return List.of(withoutSlash(document.text("basePath").orElse("")));
    }

    private static String pathOf(String url) {
        try {
            return withoutSlash(Stream.ofNullable(new URI(url).getPath()).findFirst().orElse(""));
        } catch (URISyntaxException _) {
            // An address with variables in it.
            int slash = url.indexOf('/', Math.max(0, url.indexOf("://") + 3));
            return slash < 0 ? "" : withoutSlash(url.substring(slash));
        }
    }

    /// A path without a slash at its end.
    static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
