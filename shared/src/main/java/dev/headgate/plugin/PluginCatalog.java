package dev.headgate.plugin;

import dev.headgate.plugin.ai.AiPromptDecorator;
import dev.headgate.plugin.ai.AiPromptGuard;
import dev.headgate.plugin.ai.AiPromptTemplate;
import dev.headgate.plugin.ai.AiProxy;
import dev.headgate.plugin.ai.AiRequestTransformer;
import dev.headgate.plugin.ai.AiResponseTransformer;
import dev.headgate.plugin.lambda.AwsLambda;
import dev.headgate.plugin.telemetry.Datadog;
import dev.headgate.plugin.telemetry.FileLog;
import dev.headgate.plugin.telemetry.HttpLog;
import dev.headgate.plugin.telemetry.Loggly;
import dev.headgate.plugin.telemetry.OpenTelemetry;
import dev.headgate.plugin.telemetry.Prometheus;
import dev.headgate.plugin.telemetry.Statsd;
import dev.headgate.plugin.telemetry.TcpLog;
import dev.headgate.plugin.telemetry.UdpLog;
import dev.headgate.plugin.telemetry.Zipkin;

/// What becomes of each plugin: the type that runs it, or why there is none and what to use instead.
public final class PluginCatalog {
    private PluginCatalog() {}

    /// Whether Headgate has a plugin.
    public sealed interface Entry {
        /// It does.
        record Available(PluginType<?> type) implements Entry {}

        /// It does not, and refuses a file that configures it.
        ///
        /// @param reason why not, one sentence
        /// @param alternative what to use instead, one sentence
        record Unavailable(String reason, String alternative) implements Entry {}
    }

    /// The entry of a plugin.
    public static Entry entry(PluginName name) {
        return switch (name) {
            case ACL -> available(Acl.TYPE);
            case AI_PROMPT_DECORATOR -> available(AiPromptDecorator.TYPE);
            case AI_PROMPT_GUARD -> available(AiPromptGuard.TYPE);
            case AI_PROMPT_TEMPLATE -> available(AiPromptTemplate.TYPE);
            case AI_PROXY -> available(AiProxy.TYPE);
            case AI_REQUEST_TRANSFORMER -> available(AiRequestTransformer.TYPE);
            case AI_RESPONSE_TRANSFORMER -> available(AiResponseTransformer.TYPE);
            case AWS_LAMBDA -> available(AwsLambda.TYPE);
            case BASIC_AUTH -> available(BasicAuth.TYPE);
            case BOT_DETECTION -> available(BotDetection.TYPE);
            case CANARY -> available(Canary.TYPE);
            case CORRELATION_ID -> available(CorrelationId.TYPE);
            case CORS -> available(Cors.TYPE);
            case DATADOG -> available(Datadog.TYPE);
            case FILE_LOG -> available(FileLog.TYPE);
            case HMAC_AUTH -> available(HmacAuth.TYPE);
            case HTTP_LOG -> available(HttpLog.TYPE);
            case IP_RESTRICTION -> available(IpRestriction.TYPE);
            case JSON_THREAT_PROTECTION -> available(JsonThreatProtection.TYPE);
            case JWT -> available(Jwt.TYPE);
            case KEY_AUTH -> available(KeyAuth.TYPE);
            case LOGGLY -> available(Loggly.TYPE);
            case MTLS_AUTH -> available(MtlsAuth.TYPE);
            case MOCKING -> available(Mocking.TYPE);
            case OPENID_CONNECT -> available(OpenIdConnect.TYPE);
            case OPENTELEMETRY -> available(OpenTelemetry.TYPE);
            case PROMETHEUS -> available(Prometheus.TYPE);
            case PROXY_CACHE -> available(ProxyCache.TYPE);
            case RATE_LIMITING -> available(RateLimiting.TYPE);
            case RATE_LIMITING_ADVANCED -> available(RateLimitingAdvanced.TYPE);
            case REDIRECT -> available(Redirect.TYPE);
            case REQUEST_SIZE_LIMITING -> available(RequestSizeLimiting.TYPE);
            case REQUEST_TERMINATION -> available(RequestTermination.TYPE);
            case REQUEST_TRANSFORMER -> available(RequestTransformer.TYPE);
            case REQUEST_VALIDATOR -> available(RequestValidator.TYPE);
            case RESPONSE_RATELIMITING -> available(ResponseRatelimiting.TYPE);
            case RESPONSE_TRANSFORMER -> available(ResponseTransformer.TYPE);
            case SESSION -> available(Session.TYPE);
            case STANDARD_WEBHOOKS -> available(StandardWebhooks.TYPE);
            case STATSD -> available(Statsd.TYPE);
            case TCP_LOG -> available(TcpLog.TYPE);
            case UDP_LOG -> available(UdpLog.TYPE);
            case ZIPKIN -> available(Zipkin.TYPE);

            case ACME -> unavailable("Certificates belong to AWS Certificate Manager here, which renews them itself.",
                    "Remove the plugin; the custom domain brings its certificate.");
            case AZURE_FUNCTIONS -> unavailable("Headgate does not have this plugin.",
                    "Make the function's HTTPS address the service and add its key with request-transformer.");
            case SYSLOG -> unavailable("A Lambda function has no syslog daemon.",
                    "Use file-log with path: /dev/stdout, or udp-log, tcp-log or loggly to send to a collector.");
            case GRPC_GATEWAY, GRPC_WEB -> unavailable("gRPC needs HTTP/2 trailers, which Lambda cannot carry.",
                    "Serve gRPC from an Application Load Balancer.");
            case LDAP_AUTH -> unavailable("Headgate does not ask directories about passwords.",
                    "Federate the directory into Amazon Cognito and use openid-connect.");
            case OAUTH2 -> unavailable("This plugin is a token issuer that keeps its state in Kong's database.",
                    "Use Amazon Cognito as the issuer and openid-connect here.");
            case PRE_FUNCTION, POST_FUNCTION -> unavailable("Headgate does not run Lua.",
                    "Use request-transformer or response-transformer, or do it in the backend.");
        };
    }

    private static Entry available(PluginType<?> type) {
        return new Entry.Available(type);
    }

    private static Entry unavailable(String reason, String alternative) {
        return new Entry.Unavailable(reason, alternative);
    }
}
