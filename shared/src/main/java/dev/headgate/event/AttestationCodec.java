package dev.headgate.event;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Headers;
import dev.headgate.http.Headers.Field;
import dev.headgate.identity.Identity;
import dev.headgate.model.Consumer;
import dev.headgate.plugin.Attestation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries an [Attestation] from the Lambda authorizer to the router in the authorizer's context.
///
/// Only texts go in, for REST allows nothing else. They hold no quotes, braces or backslashes: an HTTP API fails with 500
/// when it takes a context out of its cache in which a text is itself JSON (mantil-io/mantil#52). So every part is
/// percent-encoded, and a list is its parts with a comma before each. Entries that would be empty are left out; names are
/// letters only, so that access logs and gateway responses can show them (`$context.authorizer.hgConsumer`).
///
/// | entry | value |
/// |---|---|
/// | `hgVersion` | `1` |
/// | `hgIdentity` | `verified`, `anonymous` or `unknown` |
/// | `hgPlugins` | list of plugin ids |
/// | `hgConsumer` | list: id, username, custom id |
/// | `hgConsumerGroups` | list of the consumer's groups, as acl compares them |
/// | `hgMemberOf` | list of the consumer groups that the consumer is in |
/// | `hgCredential` | list: id, identifier |
/// | `hgGroups` | list of the token's own groups |
/// | `hgHeaders` | list: name, value, name, value … |
/// | `hgExpires` | ISO 8601 |
///
/// A consumer's tags and where it is declared do not travel. An unknown version, as two deployments meet in an upgrade, and
/// anything malformed is no attestation: the router then authenticates by itself.
///
/// Pure and safe for use by many threads.
public final class AttestationCodec {
    private static final String VERSION = "1";
    private static final Location LOCATION = Location.of("<authorizer>");

    private AttestationCodec() {}

    /// The context entries for an attestation; none for [Attestation#NONE].
    public static Map<String, String> context(Attestation attestation) {
        Map<String, String> context = new LinkedHashMap<>();
        if (attestation.equals(Attestation.NONE)) {
            return context;
        }
        context.put("hgVersion", VERSION);
        put(context, "hgPlugins", attestation.pluginIds().stream().sorted().toList());
        switch (attestation.identity()) {
            case Identity.Unknown _ -> context.put("hgIdentity", "unknown");
            case Identity.Anonymous(Consumer consumer) -> {
                context.put("hgIdentity", "anonymous");
                put(context, consumer);
            }
            case Identity.Verified verified -> {
                context.put("hgIdentity", "verified");
                verified.consumer().ifPresent(consumer -> put(context, consumer));
                put(context, "hgCredential",
                        List.of(verified.credential().id(), verified.credential().identifier()));
                put(context, "hgGroups", verified.groups());
                put(context, "hgHeaders", namesAndValues(verified.headers()));
                verified.expiresAt().ifPresent(instant -> context.put("hgExpires", instant.toString()));
            }
        }
        return context;
    }

    /// The attestation in a context, which may hold other entries too; [Attestation#NONE] where there is none that can be
    /// read.
    public static Attestation attestation(Map<String, String> context) {
        if (!VERSION.equals(context.get("hgVersion"))) {
            return Attestation.NONE;
        }
        try {
            return new Attestation(new LinkedHashSet<>(list(context, "hgPlugins")), identity(context));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Attestation.NONE;
        }
    }

    private static Identity identity(Map<String, String> context) {
        return switch (context.getOrDefault("hgIdentity", "")) {
            case "verified" -> verified(context);
            case "anonymous" -> new Identity.Anonymous(
                    consumer(context).orElseThrow(() -> new IllegalArgumentException("no consumer")));
            case "unknown" -> new Identity.Unknown();
            default -> throw new IllegalArgumentException("no such kind of identity");
        };
    }

    private static Identity.Verified verified(Map<String, String> context) {
        List<String> credential = list(context, "hgCredential", 2);
        Optional<Instant> expiresAt = Optional.ofNullable(context.get("hgExpires")).map(Instant::parse);
        return new Identity.Verified(consumer(context),
                new Identity.VerifiedCredential(credential.get(0), credential.get(1)), list(context, "hgGroups"),
                Headers.of(list(context, "hgHeaders").toArray(String[]::new)), expiresAt);
    }

    private static Optional<Consumer> consumer(Map<String, String> context) {
        if (!context.containsKey("hgConsumer")) {
            return Optional.empty();
        }
        List<String> parts = list(context, "hgConsumer", 3);
        return Optional.of(new Consumer(parts.get(0), parts.get(1), parts.get(2), list(context, "hgConsumerGroups"),
                list(context, "hgMemberOf"), List.of(), LOCATION));
    }

    private static void put(Map<String, String> context, Consumer consumer) {
        put(context, "hgConsumer", List.of(consumer.id(), consumer.username(), consumer.customId()));
        put(context, "hgConsumerGroups", consumer.groups());
        put(context, "hgMemberOf", consumer.consumerGroups());
    }

    private static void put(Map<String, String> context, String name, List<String> parts) {
        if (!parts.isEmpty()) {
            StringBuilder list = new StringBuilder();
            parts.forEach(part -> PercentText.encode(part, list.append(',')));
            context.put(name, list.toString());
        }
    }

    private static List<String> list(Map<String, String> context, String name) {
        String list = context.getOrDefault(name, "");
        if (list.isEmpty()) {
            return List.of();
        }
        if (list.charAt(0) != ',') {
            throw new IllegalArgumentException(name + " is no list");
        }
        List<String> parts = new ArrayList<>();
        for (String part : list.substring(1).split(",", -1)) {
            parts.add(PercentText.decode(part));
        }
        return parts;
    }

    private static List<String> list(Map<String, String> context, String name, int size) {
        List<String> parts = list(context, name);
        if (parts.size() != size) {
            throw new IllegalArgumentException(name + " has " + parts.size() + " parts");
        }
        return parts;
    }

    private static List<String> namesAndValues(Headers headers) {
        List<String> parts = new ArrayList<>(headers.fields().size() * 2);
        for (Field field : headers.fields()) {
            parts.add(field.name());
            parts.add(field.value());
        }
        return parts;
    }
}
