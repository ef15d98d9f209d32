package dev.headgate.plugin.lambda;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.aws.AwsAccess;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// The fields of aws-lambda (kong/plugins/aws-lambda/schema.lua) and what the plugin is made of.
final class AwsLambdaFields {
    private static final long MILLIS_MAX = Integer.MAX_VALUE - 1L;
    private static final Rule<String> HOST = new Rule<>(AwsLambdaFields::isHost, "invalid value: %s.",
            "Write a host without scheme and port: lambda.eu-central-1.amazonaws.com.");

    static final RecordSchema SCHEMA = RecordSchema.of(
            defaulted("timeout", FieldType.whole(1, MILLIS_MAX), 60_000L,
                    "How long the function's answer is waited for, in milliseconds; never longer than what the gateway's own answer is waited for."),
            defaulted("keepalive", FieldType.whole(0, MILLIS_MAX), 60_000L,
                    "How long Kong keeps an idle connection, in milliseconds.")
                    .withoutEffect("Connections are kept as long as the environment and Lambda's API keep them."),
            optional("aws_key", FieldType.text(), "The access key's id; without it, the gateway's own role is used.")
                    .secret().referenceable(),
            optional("aws_secret", FieldType.text(), "The access key's secret.").secret().referenceable(),
            optional("aws_assume_role_arn", FieldType.text(),
                    "A role that is assumed to call the function, by the access key's or the gateway's own identity.")
                    .referenceable(),
            defaulted("aws_role_session_name", FieldType.text(), "kong", "Names the assumed role's session."),
            optional("aws_sts_endpoint_url", FieldType.text(Rules.HTTP_URL),
                    "Where the role is asked for; AWS STS in the function's Region without."),
            optional("aws_region", FieldType.text(HOST),
                    "The function's Region; that of the gateway without."),
            required("function_name", FieldType.text(),
                    "The function's name, or its whole or partial ARN. Kong reads a configuration without one and then answers every request with 500."),
            optional("qualifier", FieldType.text(), "The function's version or alias."),
            defaulted("invocation_type", FieldType.oneOf("RequestResponse", "Event", "DryRun"), "RequestResponse",
                    "Whether the function's answer is waited for, or Lambda only takes the event (202), or only looks whether the call is allowed (204)."),
            defaulted("log_type", FieldType.oneOf("Tail", "None"), "Tail",
                    "Whether the end of the function's log is part of the answer, in `X-Amz-Log-Result`, which clients get."),
            optional("host", FieldType.text(HOST), "Where Lambda's API is; the public endpoint without."),
            defaulted("port", FieldType.whole(0, 65_535), 443L, "The port of Lambda's API."),
            defaulted("disable_https", FieldType.flag(), false, "Whether the API is called over plain HTTP."),
            optional("unhandled_status", FieldType.whole(100, 999),
                    "The status of answers of a function that failed, in the place of 200, 202 or 204."),
            defaulted("forward_request_method", FieldType.flag(), false,
                    "Whether the event has the method, as `request_method`."),
            defaulted("forward_request_uri", FieldType.flag(), false,
                    "Whether the event has the path with the query, as `request_uri`, and the parameters, as `request_uri_args`."),
            defaulted("forward_request_headers", FieldType.flag(), false,
                    "Whether the event has the header fields, as `request_headers`."),
            defaulted("forward_request_body", FieldType.flag(), false,
                    "Whether the event has the body, as `request_body`, and what is in it, as `request_body_args`."),
            defaulted("is_proxy_integration", FieldType.flag(), false,
                    "Whether the function says status, headers and body as for API Gateway's proxy integration."),
            defaulted("awsgateway_compatible", FieldType.flag(), false,
                    "Whether the event is one of API Gateway's, payload format 1.0. The `forward_request_*` then have no effect."),
            defaulted("awsgateway_compatible_payload_version", FieldType.oneOf("1.0", "2.0"), "1.0",
                    "The payload format of API Gateway's events; a field of Kong's paid edition.")
                    .refused("Headgate makes events of payload format 1.0, as Kong's open source does.",
                            "Remove it; most frameworks take both formats."),
            optional("proxy_url", FieldType.text(Rules.HTTP_URL), "A proxy that Kong calls AWS through.")
                    .refused("Headgate does not call AWS through a proxy.",
                            "Give the gateway's function a way to Lambda's API, or a VPC endpoint and name that in host."),
            defaulted("skip_large_bodies", FieldType.flag(), true,
                    "Whether Kong leaves out bodies that nginx keeps on disk.")
                    .withoutEffect("No body is kept on disk here, so that every body is sent."),
            defaulted("base64_encode_body", FieldType.flag(), true,
                    "Whether a body is encoded: each with `awsgateway_compatible`, else one whose type is unknown."),
            defaulted("aws_imds_protocol_version", FieldType.oneOf("v1", "v2"), "v1",
                    "How Kong asks an EC2 instance for credentials.")
                    .withoutEffect("A Lambda function has its credentials in its environment."),
            defaulted("empty_arrays_mode", FieldType.oneOf("legacy", "correct"), "legacy",
                    "Whether empty arrays in the function's JSON become `{}`, as in Kong's early releases."))
            .check(AwsLambdaFields::keyIsWhole)
            .check(AwsLambdaFields::statusCanBeSent).check(AwsLambdaFields::logGoesToClients)
            .check(AwsLambdaFields::isConfidential);

    private AwsLambdaFields() {}

    private static boolean isHost(String text) {
        try {
            URI address = new URI("https://" + text);
            return text.equals(address.getHost());
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static void keyIsWhole(Values config, Entity plugin) {
        if (config.text("aws_key").isEmpty() != config.text("aws_secret").isEmpty()) {
            plugin.report(Code.HG0108, config.location(), "config",
                    "all or none of these fields must be set: 'config.aws_key', 'config.aws_secret'.",
                    "Write both, or neither for the gateway's own role.");
        }
    }

    private static void statusCanBeSent(Values config, Entity plugin) {
        config.optionalWhole("unhandled_status").filter(status -> status < 200 || status > 599)
                .ifPresent(status -> plugin.report(Code.HG0205, config.location("unhandled_status"),
                        "config.unhandled_status", status + ": API Gateway cannot end a request with this status.",
                        "Write a status from 200 to 599."));
    }

    private static void logGoesToClients(Values config, Entity plugin) {
        if (config.text("log_type").equals("Tail") && !config.isWritten("log_type")) {
            plugin.report(Code.HG0308, config.location(), "config.log_type",
                    "Tail: clients get the last 4 kB of the function's log in X-Amz-Log-Result, as with Kong.",
                    "Write log_type: None, or Tail if clients may see it.");
        }
    }

    private static void isConfidential(Values config, Entity plugin) {
        if (config.flag("disable_https")) {
            plugin.report(Code.HG0308, config.location("disable_https"), "config.disable_https",
                    "true: requests and answers can be read on their way to Lambda's API.",
                    "Remove it, unless the API is on this machine.");
        }
    }

    static AwsLambda read(Values config) {
        FunctionCall call = new FunctionCall(config.text("function_name"), config.text("qualifier"),
                config.text("invocation_type"), config.text("log_type"),
                new FunctionCall.Endpoint(config.text("aws_region"), config.text("host"), config.integer("port"),
                        config.flag("disable_https")),
                access(config), Duration.ofMillis(config.whole("timeout")));
        OptionalInt unhandledStatus = config.optionalWhole("unhandled_status").stream()
                .mapToInt(Math::toIntExact).findFirst();
        return new AwsLambda(call, payload(config), new FunctionAnswer(config.flag("is_proxy_integration"),
                unhandledStatus, config.text("empty_arrays_mode").equals("legacy")));
    }

    private static AwsAccess access(Values config) {
        AwsAccess own = config.text("aws_key").isEmpty()
                ? new AwsAccess.Environment()
                : new AwsAccess.Keys(config.text("aws_key"), config.text("aws_secret"));
        String role = config.text("aws_assume_role_arn");
        return role.isEmpty()
                ? own
                : new AwsAccess.AssumedRole(role, config.text("aws_role_session_name"),
                        Optional.of(config.text("aws_sts_endpoint_url")).filter(url -> !url.isEmpty())
                                .map(URI::create),
                        own);
    }

    private static RequestPayload payload(Values config) {
        boolean base64EncodeBody = config.flag("base64_encode_body");
        if (config.flag("awsgateway_compatible")) {
            return new GatewayEvent(base64EncodeBody);
        }
        RequestPayload.Parts parts = new RequestPayload.Parts(config.flag("forward_request_method"),
                config.flag("forward_request_uri"), config.flag("forward_request_headers"),
                config.flag("forward_request_body"), base64EncodeBody);
        return parts.method() || parts.uri() || parts.headers() || parts.body()
                ? parts
                : new RequestPayload.Parameters();
    }
}
