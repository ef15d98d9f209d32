package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.Gateway;
import dev.headgate.model.Service;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.PlacementSettings.OfRoute;
import dev.headgate.plan.PlacementSettings.PrivateBackend;
import dev.headgate.plan.PlacementSettings.Throttle;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The group `placement` of `headgate.yaml`.
final class PlacementFields {
    private static final int CACHE_SECONDS_MAX = 3600;
    /// The quota of an account, which can be raised.
    private static final double RATE_MAX = 1_000_000;

    private static final String PRIVATE_BACKENDS = "private_backends";
    private static final String LISTENERS = "listeners";
    private static final Pattern HOST = Pattern.compile("[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
    private static final Pattern LISTENER = Pattern
            .compile("arn:aws(-[a-z]+)*:(elasticloadbalancing:[a-z0-9-]+:[0-9]{12}"
                    + ":listener/(app|net)/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+|servicediscovery:[a-z0-9-]+:[0-9]{12}:service/srv-[a-z0-9]+)");

    private static final RecordSchema THROTTLE = RecordSchema.of(
            required("requests_per_second", FieldType.decimal(0.01, RATE_MAX), "How fast the bucket fills."),
            required("burst", FieldType.whole(1, (long) RATE_MAX), "How many requests it takes at once."));

    private static final RecordSchema PRIVATE_BACKEND = RecordSchema.of(required(LISTENERS,
            new FieldType.MapOf(FieldType.text(new Rule<>(region -> REGION.matcher(region).matches(),
                    "'%s' is no Region.", "Write it like eu-central-1.")),
                    FieldType.text(new Rule<>(arn -> LISTENER.matcher(arn).matches(),
                            "'%s' is no ARN of a listener of an Application or Network Load Balancer, nor of a service of "
                                    + "Cloud Map.",
                            "Write it like arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/NAME/ID/ID."))),
            "What the VPC link of a Region leads to: the ARN of a listener, or of a service of Cloud Map."));

    static final Field FIELD = optional("placement", FieldType.group(RecordSchema.of(
            defaulted("policy", FieldType.oneOf(Arrays.stream(PlacementPolicy.values())
                    .map(policy -> policy.name().toLowerCase(Locale.ROOT)).toArray(String[]::new)),
                    "strict", "How far native placement may differ from the router."),
            defaulted("authorizer_cache_seconds", FieldType.whole(0, CACHE_SECONDS_MAX), 0L,
                    "For how long API Gateway may keep what the authorizer answered."),
            optional("routes", FieldType.mapOf(FieldType.group(RecordSchema.of(
                    defaulted("weight", FieldType.decimal(0, Integer.MAX_VALUE), 1.0,
                            "The route's share of the traffic, compared with the others'."),
                    optional("throttle", FieldType.group(THROTTLE),
                            "API Gateway's throttle, which then stands for the route's rate-limiting.")))),
                    "What is said of single routes, by name or id."),
            optional(PRIVATE_BACKENDS, new FieldType.MapOf(FieldType.text(new Rule<>(
                    host -> HOST.matcher(host).matches(),
                    "'%s' is no host: a name or an IPv4 address in lower case, without a port.",
                    "Write the host of a service, such as orders.internal.")), FieldType.group(PRIVATE_BACKEND)),
                    "Hosts of services that HTTP APIs call by a VPC link."))),
            "Which routes API Gateway may serve without the router.");

    private PlacementFields() {}

    static PlacementSettings read(Values placement) {
        Map<String, OfRoute> routes = new LinkedHashMap<>();
        placement.map("routes", Values.class).forEach((name, route) -> routes.put(name,
                new OfRoute(route.decimal("weight"), route.group("throttle").map(PlacementFields::throttle),
                        route.location())));
        Map<String, PrivateBackend> privateBackends = new LinkedHashMap<>();
        placement.map(PRIVATE_BACKENDS, Values.class).forEach((host, backend) -> privateBackends.put(host,
                new PrivateBackend(backend.map(LISTENERS, String.class), backend.location())));
        return new PlacementSettings(PlacementPolicy.valueOf(placement.text("policy").toUpperCase(Locale.ROOT)),
                placement.integer("authorizer_cache_seconds"), routes, privateBackends);
    }

    private static Throttle throttle(Values throttle) {
        return new Throttle(throttle.decimal("requests_per_second"), throttle.integer("burst"));
    }

    /// Finds settings of private backends that contradict each other.
    static void check(Values placement, Entity entity) {
        placement.map(PRIVATE_BACKENDS, Values.class).forEach((host, backend) -> {
            String field = "placement." + PRIVATE_BACKENDS + "." + host + "." + LISTENERS;
            Map<String, String> listeners = backend.map(LISTENERS, String.class);
            if (listeners.isEmpty()) {
                entity.report(Code.HG0501, backend.location(LISTENERS), field, "there is none.",
                        "Write one for each Region of the deployment, or remove " + host + ".");
            }
            listeners.forEach((region, arn) -> {
                if (!arn.split(":", -1)[3].equals(region)) {
                    entity.report(Code.HG0501, backend.location(LISTENERS + "." + region), field + "." + region,
                            arn + " is not in this Region.", "Write the ARN of a listener there.");
                }
            });
        });
    }

    /// An error for every route that is named and is not there, and what private backends do not go with.
    static List<Diagnostic> check(PlacementSettings settings, Optional<Gateway> gateway) {
        if (gateway.isEmpty()) {
            return List.of();
        }
        Set<String> known = new HashSet<>();
        gateway.get().routes().forEach(route -> known.addAll(List.of(route.id(), route.name())));
        Stream<Diagnostic> unknown = settings.routes().entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> new Diagnostic(Code.HG0501, entry.getValue().location(), "", "", "placement.routes",
                        "there is no route " + entry.getKey() + ".", "Write the name or the id of a route."));
        Stream<Diagnostic> ofBackends = settings.privateBackends().entrySet().stream()
                .flatMap(entry -> check(entry.getKey(), entry.getValue(), gateway.get()).stream());
        return Stream.concat(unknown, ofBackends).sorted((one, other) -> one.location().compareTo(other.location()))
                .toList();
    }

    private static Optional<Diagnostic> check(String host, PrivateBackend backend, Gateway gateway) {
        String field = "placement." + PRIVATE_BACKENDS + "." + host;
        boolean isUpstream = gateway.upstreams().stream().anyMatch(upstream -> upstream.name().equals(host));
        List<Service> services = gateway.services().stream()
                .filter(service -> service.host().toLowerCase(Locale.ROOT).equals(host)).toList();
        if (isUpstream || services.isEmpty()) {
            return Optional.of(new Diagnostic(Code.HG0503, backend.location(), "", "", field, isUpstream
                    ? host + " is an upstream, whose targets the router balances."
                    : "no service has this host.", "Write the host of a service, or remove it."));
        }
        Set<String> ports = services.stream().map(service -> service.protocol().scheme() + " " + service.port())
                .collect(Collectors.toCollection(TreeSet::new));
        return ports.size() < 2
                ? Optional.empty()
                : Optional.of(new Diagnostic(Code.HG0501, backend.location(), "", "", field,
                        "services have this host with " + String.join(" and ", ports)
                                + ", and a listener is one of them.",
                        "Give each a host of its own, or remove this one."));
    }
}
