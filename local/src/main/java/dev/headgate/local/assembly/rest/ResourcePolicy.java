package dev.headgate.local.assembly.rest;

import dev.headgate.event.Envelope;
import dev.headgate.event.IamPattern;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.AddressBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The resource policy of an API without authorizers: who is not allowed is denied
/// ([authorization flow](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html)).
/// It knows statements for everybody, about invoking, with conditions on the client's address.
///
/// @param statements in the template's order
record ResourcePolicy(List<Statement> statements) {
    private static final String INVOKE = "execute-api:invoke";
    private static final String SHORT = "execute-api:/";

    ResourcePolicy {
        statements = List.copyOf(statements);
    }

    /// What the policy says of a request.
    enum Verdict {
        ALLOWED, NOT_ALLOWED, DENIED
    }

    /// @param allows Allow, as opposed to Deny
    /// @param actions patterns
    /// @param resources patterns of ARNs; one that begins with `execute-api:/` is of the API's own stages
    /// @param within addresses of which the client's has to be one; absent for any
    /// @param without addresses of which it must be none
    record Statement(boolean allows, List<String> actions, List<String> resources, Optional<List<AddressBlock>> within,
            List<AddressBlock> without) {
        Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
            without = List.copyOf(without);
        }

        private boolean covers(String methodArn, String apiArn, AddressBlock client) {
            return actions.stream().anyMatch(action -> IamPattern.matches(action.toLowerCase(Locale.ROOT), INVOKE))
                    && resources.stream().anyMatch(resource -> IamPattern.matches(full(resource, apiArn), methodArn))
                    && within.map(blocks -> isIn(blocks, client)).orElse(true) && !isIn(without, client);
        }

        private static boolean isIn(List<AddressBlock> blocks, AddressBlock client) {
            return blocks.stream().anyMatch(block -> block.contains(client));
        }

        private static String full(String resource, String apiArn) {
            return resource.startsWith(SHORT) ? apiArn + "/" + resource.substring(SHORT.length()) : resource;
        }
    }

    /// An explicit Deny goes before any Allow.
    Verdict of(String methodArn, Envelope envelope, String clientAddress) {
        String apiArn = "arn:aws:execute-api:" + envelope.region() + ":" + envelope.accountId() + ":"
                + envelope.apiId();
        AddressBlock client = AddressBlock.parse(clientAddress).orElseThrow();
        Verdict verdict = Verdict.NOT_ALLOWED;
        for (Statement statement : statements) {
            if (statement.covers(methodArn, apiArn, client)) {
                if (!statement.allows()) {
                    return Verdict.DENIED;
                }
                verdict = Verdict.ALLOWED;
            }
        }
        return verdict;
    }

    /// @throws NotEmulatedException when it has what is not known
    static ResourcePolicy parse(JsonValue document) throws NotEmulatedException {
        JsonValue.Members policy = members(document, "the policy");
        refuseOthers(policy, List.of("Version", "Id", "Statement"));
        List<Statement> statements = new ArrayList<>();
        JsonValue written = policy.member("Statement").orElse(JsonValue.Items.NONE);
        List<JsonValue> items = written instanceof JsonValue.Items(List<JsonValue> values) ? values : List.of(written);
        for (JsonValue item : items) {
            statements.add(statement(members(item, "a statement")));
        }
        return new ResourcePolicy(statements);
    }

    private static Statement statement(JsonValue.Members statement) throws NotEmulatedException {
        refuseOthers(statement, List.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition"));
        String effect = statement.text("Effect").orElse("");
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new NotEmulatedException("Effect \"" + effect + "\" is neither Allow nor Deny");
        }
        JsonValue principal = statement.member("Principal").orElse(new JsonValue.Null());
        boolean isEverybody = principal instanceof JsonValue.Text(String text) && text.equals("*")
                || principal instanceof JsonValue.Members members && members.values().size() == 1
                        && texts(members.values().getOrDefault("AWS", new JsonValue.Null())).equals(List.of("*"));
        if (!isEverybody) {
            throw new NotEmulatedException("the emulator knows no Principal but *");
        }
        Optional<List<AddressBlock>> within = Optional.empty();
        List<AddressBlock> without = new ArrayList<>();
        for (Map.Entry<String, JsonValue> condition : statement.object("Condition").values().entrySet()) {
            JsonValue.Members keys = members(condition.getValue(), "a condition");
            List<AddressBlock> blocks = addresses(condition.getKey(), keys);
            switch (condition.getKey()) {
                case "IpAddress" -> within = Optional.of(blocks);
                case "NotIpAddress" -> without.addAll(blocks);
                default -> throw new NotEmulatedException(
                        "the emulator knows no condition " + condition.getKey());
            }
        }
        return new Statement(effect.equals("Allow"), texts(statement.values().getOrDefault("Action", principal)),
                texts(statement.values().getOrDefault("Resource", principal)), within, without);
    }

    private static List<AddressBlock> addresses(String condition, JsonValue.Members keys)
            throws NotEmulatedException {
        List<AddressBlock> blocks = new ArrayList<>();
        for (Map.Entry<String, JsonValue> key : keys.values().entrySet()) {
            if (!key.getKey().equalsIgnoreCase("aws:SourceIp")) {
                throw new NotEmulatedException("the emulator knows no " + condition + " of " + key.getKey());
            }
            for (String range : texts(key.getValue())) {
                blocks.add(AddressBlock.parse(range)
                        .orElseThrow(() -> new NotEmulatedException("\"" + range + "\" is no range of addresses")));
            }
        }
        return blocks;
    }

    private static JsonValue.Members members(JsonValue value, String what) throws NotEmulatedException {
        if (value instanceof JsonValue.Members members) {
            return members;
        }
        throw new NotEmulatedException(what + " is not an object");
    }

    private static void refuseOthers(JsonValue.Members members, List<String> known) throws NotEmulatedException {
        for (String name : members.values().keySet()) {
            if (!known.contains(name)) {
                throw new NotEmulatedException("the emulator knows no " + name + " in a policy");
            }
        }
    }

    private static List<String> texts(JsonValue value) {
        return switch (value) {
            case JsonValue.Text(String text) -> List.of(text);
            case JsonValue.Items(List<JsonValue> items) ->
                    items.stream().flatMap(item -> texts(item).stream()).toList();
            case JsonValue.Num _,JsonValue.Flag _,JsonValue.Null _,JsonValue.Members _ -> List.of();
        };
    }
}
