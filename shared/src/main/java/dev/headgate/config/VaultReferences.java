package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.json.JsonValue;
import dev.headgate.model.SecretName;
import dev.headgate.schema.References;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import dev.headgate.vault.Secrets;
import dev.headgate.vault.VaultReference;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Finds what vault references of one reading stand for. Each secret is looked up once, however many references name it
/// or parts of it. For use by one thread.
final class VaultReferences implements References {
    /// Shorter texts stand for something else too often to be taken out of messages.
    private static final int CONCEALED_LENGTH_MIN = 4;

    private final Secrets secrets;
    private final Map<String, Vault> vaults = new HashMap<>();
    private final Map<SecretName, Secrets.Answer> answers = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    /// How a vault is configured.
    private record Vault(String name, String prefix, boolean isBase64, SecretName.Origin origin) {
        static Vault plain(String name) {
            return new Vault(name, "", false, SecretName.Origin.ENVIRONMENT);
        }

        static Vault of(Values vault) {
            return vault.group("config")
                    .map(config -> new Vault(vault.text("name"), config.text("prefix"), config.flag("base64_decode"),
                            VaultFields.origin(config)))
                    .orElseGet(() -> plain(vault.text("name")));
        }

        Vault with(Map<String, String> overrides) {
            return new Vault(name, overrides.getOrDefault("prefix", prefix), isBase64,
                    origin.in(overrides.getOrDefault("region", origin.region())));
        }

        /// What a reference may override.
        boolean allows(Set<String> overrides) {
            return Set.of(name.equals("env") ? "prefix" : "region").containsAll(overrides);
        }
    }

    /// @param roots of the files, whose lists of vaults are read here without a word about their mistakes
    VaultReferences(List<MappingNode> roots, Secrets secrets) {
        this.secrets = secrets;
        vaults.put("env", Vault.plain("env"));
        vaults.put("aws", Vault.plain("aws"));
        List<Node> declared = roots.stream().map(root -> new NodeView(root, new SchemaReader()))
                .flatMap(root -> root.value(EntityKind.VAULT.plural()).stream())
                .filter(SequenceNode.class::isInstance).flatMap(list -> ((SequenceNode) list).getValue().stream())
                .toList();
        for (Node vault : declared) {
            if (vault instanceof MappingNode) {
                new SchemaReader().read(vault, VaultFields.TABLE, new Entity("vault", "", new Diagnostics()), "")
                        .ifPresent(values -> vaults.putIfAbsent(values.text("prefix"), Vault.of(values)));
            }
        }
    }

    /// The secrets that were named, each once, in the order of the file.
    List<SecretName> names() {
        return List.copyOf(answers.keySet());
    }

    @Override
    public Found find(String text) {
        return switch (VaultReference.parse(text)) {
            case VaultReference.Parsed.Malformed(String problem) -> new Found.Nothing(Code.HG0105, problem,
                    "Write it like {vault://env/api-key} or {vault://aws/orders/password}.");
            case VaultReference.Parsed.Sound(VaultReference reference) -> find(reference);
        };
    }

    private Found find(VaultReference reference) {
        String name = reference.vault();
        Vault vault = vaults.get(name);
        if (vault == null) {
            return VaultFields.OTHER_VAULTS.contains(name)
                    ? new Found.Nothing(Code.HG0205, name + ": Headgate reads the vaults env and aws.",
                            "Put the secret into AWS Secrets Manager.")
                    : new Found.Nothing(Code.HG0110, "vault not found (" + name + ").",
                            "Declare it in vaults with this prefix, or use env or aws.");
        }
        if (!vault.allows(reference.config().keySet())) {
            return new Found.Nothing(Code.HG0205, "a reference overrides only prefix of env and region of aws.",
                    "Declare a vault of its own with these settings.");
        }
        return find(reference, vault.with(reference.config()));
    }

    private Found find(VaultReference reference, Vault vault) {
        boolean isParameter = SecretNames.isParameter(reference);
        if (vault.name().equals("aws") && isParameter && reference.version() != 1) {
            return new Found.Nothing(Code.HG0205, "parameters have no earlier version here.",
                    "Remove #" + reference.version() + ".");
        }
        SecretName secret = vault.name().equals("env")
                ? SecretNames.variable(reference, vault.prefix())
                : SecretNames.inAws(reference, vault.origin());
        String key = vault.name().equals("aws") && isParameter ? "" : reference.key();
        return switch (answers.computeIfAbsent(secret, secrets::secret)) {
            case Secrets.Answer.NotLookedUp _ -> new Found.NotLookedUp();
            case Secrets.Answer.Failed(String problem, String hint) -> new Found.Nothing(Code.HG0112, problem, hint);
            case Secrets.Answer.Found(String text) -> {
                known.add(text);
                yield member(text, key, vault.isBase64());
            }
        };
    }

    private Found member(String secret, String key, boolean isBase64) {
        if (key.isEmpty()) {
            return value(secret, isBase64);
        }
        String hint = "A secret with members is a flat JSON object of texts.";
        Optional<JsonValue> json = JsonValue.parse(secret);
        if (json.isEmpty() || !(json.get() instanceof JsonValue.Members members)) {
            return new Found.Nothing(Code.HG0112,
                    "unable to json decode value: the secret has no subfield " + key + ".",
                    hint + " End the reference with a slash where the last part belongs to the secret's name.");
        }
        return members.member(key).map(member -> member instanceof JsonValue.Text(String text)
                ? value(text, isBase64)
                : new Found.Nothing(Code.HG0112, "unexpected value in JSON secret for subfield " + key + ".", hint))
                .orElseGet(() -> new Found.Nothing(Code.HG0112, "subfield " + key + " not found in JSON secret.",
                        hint));
    }

    private Found value(String text, boolean isBase64) {
        String value = text;
        if (isBase64) {
            try {
                value = new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException _) {
                return new Found.Nothing(Code.HG0112, "the secret is not Base64, as base64_decode says.",
                        "Give secrets in Base64 a vault of their own.");
            }
        }
        known.add(value);
        return new Found.Value(value);
    }

    /// A finding as it may be shown: should a check quote a secret that stands in the file as a mere reference, it does not
    /// get out.
    Diagnostic concealed(Diagnostic diagnostic) {
        String message = diagnostic.message();
        String hint = diagnostic.hint();
        for (String secret : known) {
            if (secret.length() >= CONCEALED_LENGTH_MIN) {
                message = message.replace(secret, "***");
                hint = hint.replace(secret, "***");
            }
        }
        return new Diagnostic(diagnostic.code(), diagnostic.location(), diagnostic.entityType(),
                diagnostic.entityName(), diagnostic.field(), message, hint);
    }
}
