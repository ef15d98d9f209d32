package dev.headgate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks values against a JSON Schema (draft 2020-12, core and validation vocabularies) as far as [FormatSchema] uses it. A
/// keyword that it does not know fails the test, so that none is passed over.
final class SchemaCheck {
    private static final Set<String> NOTES = Set.of("$schema", "$defs", "title", "description", "default",
            "deprecated");

    private final Map<?, ?> root;

    SchemaCheck(Map<?, ?> root) {
        this.root = root;
    }

    /// What is wrong with a value made of maps, lists, texts, numbers, flags and null; empty when nothing is.
    List<String> problems(Object value) {
        List<String> problems = new ArrayList<>();
        check(root, value, "", problems);
        return problems;
    }

    private void check(Object schema, Object value, String path, List<String> problems) {
        if (schema instanceof Boolean allowed) {
            if (!allowed) {
                problems.add(path + ": not allowed");
            }
            return;
        }
        Map<?, ?> keywords = (Map<?, ?>) schema;
        keywords.forEach((keyword, argument) -> {
            if (!NOTES.contains(keyword)) {
                keyword((String) keyword, argument, keywords, value, path, problems);
            }
        });
    }

    private void keyword(String keyword, Object argument, Map<?, ?> all, Object value, String path,
            List<String> problems) {
        boolean holds = switch (keyword) {
            case "type" -> (argument instanceof List<?> types ? types : List.of(argument)).stream()
                    .anyMatch(type -> isOf((String) type, value));
            case "enum" -> ((List<?>) argument).contains(value);
            case "const" -> argument.equals(value);
            case "minLength" -> !(value instanceof String text) || text.length() >= number(argument);
            case "minimum" -> !(value instanceof Number number) || number.doubleValue() >= number(argument);
            case "maximum" -> !(value instanceof Number number) || number.doubleValue() <= number(argument);
            case "minItems" -> !(value instanceof List<?> list) || list.size() >= number(argument);
            case "maxItems" -> !(value instanceof List<?> list) || list.size() <= number(argument);
            case "minProperties" -> !(value instanceof Map<?, ?> map) || map.size() >= number(argument);
            case "maxProperties" -> !(value instanceof Map<?, ?> map) || map.size() <= number(argument);
            case "required" -> !(value instanceof Map<?, ?> map) || map.keySet().containsAll((List<?>) argument);
            case "anyOf" -> ((List<?>) argument).stream().anyMatch(choice -> holds(choice, value));
            case "allOf" -> {
                ((List<?>) argument).forEach(part -> check(part, value, path, problems));
                yield true;
            }
            case "if" -> {
                if (holds(argument, value)) {
                    check(Optional.<Object>ofNullable(all.get("then")).orElse(true), value, path, problems);
                }
                yield true;
            }
            case "then" -> true;
            case "$ref" -> {
                check(definition((String) argument), value, path, problems);
                yield true;
            }
            case "items" -> {
                if (value instanceof List<?> list) {
                    for (int i = 0; i < list.size(); i++) {
                        check(argument, list.get(i), path + "[" + i + "]", problems);
                    }
                }
                yield true;
            }
            case "propertyNames" -> {
                if (value instanceof Map<?, ?> map) {
                    map.keySet().forEach(name -> check(argument, name, path + "." + name, problems));
                }
                yield true;
            }
            case "properties" -> {
                members(value).forEach((name, member) -> Optional.ofNullable(((Map<?, ?>) argument).get(name))
                        .ifPresent(known -> check(known, member, path + "." + name, problems)));
                yield true;
            }
            case "additionalProperties" -> {
                Map<?, ?> known = all.get("properties") instanceof Map<?, ?> named ? named : Map.of();
                members(value).forEach((name, member) -> {
                    if (!known.containsKey(name)) {
                        check(argument, member, path + "." + name, problems);
                    }
                });
                yield true;
            }
            default -> throw new AssertionError("unknown keyword " + keyword);
        };
        if (!holds) {
            problems.add(path + ": " + keyword + " " + argument);
        }
    }

    private boolean holds(Object schema, Object value) {
        List<String> problems = new ArrayList<>();
        check(schema, value, "", problems);
        return problems.isEmpty();
    }

    private Object definition(String reference) {
        String name = reference.substring("#/$defs/".length());
        return Optional.<Object>ofNullable(((Map<?, ?>) root.get("$defs")).get(name)).orElseThrow();
    }

    private static Map<?, ?> members(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static double number(Object argument) {
        return ((Number) argument).doubleValue();
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
            case "number" -> value instanceof Number;
            case "array" -> value instanceof List<?>;
            case "object" -> value instanceof Map<?, ?>;
            default -> throw new AssertionError("unknown type " + type);
        };
    }
}
