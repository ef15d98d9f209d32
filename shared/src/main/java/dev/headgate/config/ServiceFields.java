package dev.headgate.config;

import static dev.headgate.config.CommonFields.children;
import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Protocol;
import dev.headgate.model.Service;
import dev.headgate.schema.Datum;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The field table of services (kong/db/schema/entities/services.lua).
final class ServiceFields {
    private static final long TIMEOUT_MAX = (1L << 31) - 2;
    /// API Gateway gives up on an integration after this time
    /// (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
    private static final int INTEGRATION_TIMEOUT_MILLIS = 30_000;
    private static final List<String> TLS = List.of("tls_verify", "tls_verify_depth", "ca_certificates",
            "client_certificate");
    private static final List<String> TIMEOUTS = List.of("connect_timeout", "write_timeout", "read_timeout");

    static final RecordSchema TABLE = CommonFields.table(
            optional("name", FieldType.text(NameRules.NAME), "What routes and plugins refer to it by."),
            optional("url", FieldType.text(), "protocol, host, port and path in one."),
            defaulted("protocol", Protocols.TYPE, "http", "What the backend speaks: http or https."),
            optional("host", FieldType.text(HostRules.HOST), "A host name, an IP address, or an upstream's name."),
            defaulted("port", FieldType.whole(0, 65_535), 80L, "The backend's port."),
            optional("path", FieldType.text(PathRules.PATH), "What stands before the path of every request."),
            defaulted("retries", FieldType.whole(0, 32_767), 5L, "How many further tries a failed connection gets."),
            timeout("connect_timeout", "Milliseconds until the connection stands."),
            timeout("write_timeout", "Milliseconds between two writes of a request."),
            timeout("read_timeout", "Milliseconds between two reads of an answer."),
            defaulted("enabled", FieldType.flag(), true, "Whether its routes exist for requests."),
            optional("tls_verify", FieldType.flag(), "Whether the backend's certificate is verified."),
            optional("tls_verify_depth", FieldType.whole(0, 64),
                    "How many certificates of authorities may stand between the backend's and a trusted one."),
            optional("ca_certificates", FieldType.listOf(FieldType.text(NameRules.ID)),
                    "The ids of the authorities that the backend's certificate may come from."),
            CommonFields.reference("client_certificate", "The id of the certificate that the backend sees."),
            children("routes"), children("plugins"), children("filter_chains"))
            .check(ServiceFields::checkUrl).check(ServiceFields::checkProtocol).check(ServiceFields::checkTimeouts);

    private ServiceFields() {}

    private static Field timeout(String name, String doc) {
        return defaulted(name, FieldType.whole(1, TIMEOUT_MAX), 60_000L, doc);
    }

    /// What must be there whatever else is wrong.
    static void checkPresence(NodeView service, Entity entity) {
        if (!service.isWritten("host") && !service.isWritten("url")) {
            entity.report(Code.HG0103, service.location(), "host", "required field missing.",
                    "Write host, or url: https://example.com/base.");
        }
    }

    private static void checkUrl(Values service, Entity entity) {
        String text = service.text("url");
        if (text.isEmpty()) {
            return;
        }
        Location location = service.location("url");
        Optional<String> problem = problem(text);
        if (problem.isPresent()) {
            entity.report(Code.HG0105, location, "url", problem.get(), "Write it like https://example.com:8443/base.");
            return;
        }
        if (!ServiceUrl.parse(text).rest().isEmpty()) {
            entity.report(Code.HG0305, location, "url",
                    "only protocol, host, port and path of a url are used, as in Kong; the rest is not.",
                    "Remove user, parameters, query and fragment.");
        }
        List.of("protocol", "host", "port", "path").stream().filter(service::isWritten)
                .forEach(field -> entity.report(Code.HG0305, service.location(field), field,
                        "url is written as well and wins, as in Kong.", "Remove one of the two."));
    }

    private static Optional<String> problem(String text) {
        ServiceUrl url = ServiceUrl.parse(text);
        if (url.host().isEmpty()) {
            return Optional.of(text.contains("://") ? "missing host in url." : "missing scheme in url.");
        }
        if (!Protocols.KNOWN.contains(url.protocol())) {
            return Optional.of(url.protocol() + ": expected one of: " + String.join(", ", Protocols.KNOWN) + ".");
        }
        if (!url.portOrDefault().matches("[0-9]{1,5}") || Integer.parseInt(url.portOrDefault()) > 65_535) {
            return Optional.of(url.port() + ": value should be between 0 and 65535.");
        }
        return broken(HostRules.HOST, url.host())
                .or(() -> url.path().isEmpty() ? Optional.empty() : broken(PathRules.PATH, url.path()));
    }

    private static Optional<String> broken(List<Rule<String>> rules, String value) {
        return rules.stream().filter(rule -> !rule.holds().test(value)).findFirst()
                .map(rule -> rule.message().replace("%s", rule.shown().apply(value)));
    }

    private static void checkProtocol(Values service, Entity entity) {
        String url = service.text("url");
        String protocol = protocol(service);
        String field = url.isEmpty() ? "protocol" : "url";
        if (!url.isEmpty() && problem(url).isPresent()) {
            return;
        }
        Protocols.refusal(protocol)
                .ifPresent(refusal -> entity.report(Code.HG0205, service.location(field), field,
                        protocol + ": " + refusal.reason(), refusal.hint()));
        if (protocol.equals("http")) {
            TLS.stream().filter(service::isWritten).forEach(tls -> entity.report(Code.HG0108, service.location(tls),
                    tls, "value must be null: failed conditional validation given value of field 'protocol'.",
                    "Write protocol: https, or remove " + tls + "."));
        } else if (!service.optionalFlag("tls_verify").orElse(true)) {
            List.of("ca_certificates", "tls_verify_depth").stream().filter(service::isWritten)
                    .forEach(tls -> entity.report(Code.HG0305, service.location(tls), tls,
                            "tls_verify: false: the backend's certificate is not verified.", ""));
        }
    }

    private static void checkTimeouts(Values service, Entity entity) {
        for (String timeout : TIMEOUTS) {
            if (service.isWritten(timeout) && service.whole(timeout) > INTEGRATION_TIMEOUT_MILLIS) {
                entity.report(Code.HG0303, service.location(timeout), timeout,
                        service.whole(timeout) + ": API Gateway gives up after " + INTEGRATION_TIMEOUT_MILLIS
                                + " milliseconds, so this is never reached.",
                        "Write at most " + INTEGRATION_TIMEOUT_MILLIS + ".");
            }
        }
    }

    private static String protocol(Values service) {
        String url = service.text("url");
        return url.isEmpty() ? service.text("protocol") : ServiceUrl.parse(url).protocol();
    }

    /// What a nameless service is known by.
    static String content(Values service) {
        return String.join("\n", service.text("url"), service.text("protocol"), service.text("host"),
                String.valueOf(service.whole("port")), service.text("path"));
    }

    /// The same service with what its `url` stands for instead of the url.
    static Datum.Members withoutUrl(Datum.Members service) {
        if (!(service.member("url").orElse(null) instanceof Datum.Text(String text, boolean _))) {
            return service;
        }
        ServiceUrl url = ServiceUrl.parse(text);
        List<Datum.Member> members = new ArrayList<>();
        for (Datum.Member member : service.members()) {
            switch (member.name()) {
                case "url" -> {
                    members.add(text("protocol", url.protocol()));
                    members.add(text("host", withoutBrackets(url.host())));
                    members.add(new Datum.Member("port", new Datum.Whole(Long.parseLong(url.portOrDefault())), true));
                    if (!url.path().isEmpty()) {
                        members.add(text("path", url.path()));
                    }
                }
                case "protocol", "host", "port", "path" -> {
                }
                default -> members.add(member);
            }
        }
        return new Datum.Members(members);
    }

    private static Datum.Member text(String name, String value) {
        return new Datum.Member(name, new Datum.Text(value, false), true);
    }

    /// Kong takes an IPv6 address with brackets and without.
    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /// The service of values without mistakes.
    static Service service(String id, Values service, BackendCertificates certificates) {
        Optional<ServiceUrl> url = Optional.of(service.text("url")).filter(text -> !text.isEmpty())
                .map(ServiceUrl::parse);
        String host = withoutBrackets(url.map(ServiceUrl::host).orElseGet(() -> service.text("host")));
        return new Service(id, service.text("name"), Protocols.protocol(protocol(service)), host,
                url.map(parsed -> Integer.parseInt(parsed.portOrDefault())).orElseGet(() -> service.integer("port")),
                url.map(ServiceUrl::path).orElseGet(() -> service.text("path")), service.integer("retries"),
                Duration.ofMillis(service.whole("connect_timeout")), Duration.ofMillis(service.whole("write_timeout")),
                Duration.ofMillis(service.whole("read_timeout")), service.flag("enabled"),
                service.optionalFlag("tls_verify").orElse(true), certificates.of(service, host),
                service.texts("tags"), service.location());
    }
}
