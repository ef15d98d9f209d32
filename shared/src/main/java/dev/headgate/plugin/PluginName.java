package dev.headgate.plugin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every plugin that ships with Kong, and those of its paid edition that Headgate has. [PluginCatalog] says for each what
/// becomes of it here; the compiler sees to it that none is forgotten.
public enum PluginName {
    ACL,
    ACME,
    AI_PROMPT_DECORATOR,
    AI_PROMPT_GUARD,
    AI_PROMPT_TEMPLATE,
    AI_PROXY,
    AI_REQUEST_TRANSFORMER,
    AI_RESPONSE_TRANSFORMER,
    AWS_LAMBDA,
    AZURE_FUNCTIONS,
    BASIC_AUTH,
    BOT_DETECTION,
    CANARY,
    CORRELATION_ID,
    CORS,
    DATADOG,
    FILE_LOG,
    GRPC_GATEWAY,
    GRPC_WEB,
    HMAC_AUTH,
    HTTP_LOG,
    IP_RESTRICTION,
    JSON_THREAT_PROTECTION,
    JWT,
    KEY_AUTH,
    LDAP_AUTH,
    LOGGLY,
    MOCKING,
    MTLS_AUTH,
    OAUTH2,
    OPENID_CONNECT,
    OPENTELEMETRY,
    POST_FUNCTION,
    PRE_FUNCTION,
    PROMETHEUS,
    PROXY_CACHE,
    RATE_LIMITING,
    RATE_LIMITING_ADVANCED,
    REDIRECT,
    REQUEST_SIZE_LIMITING,
    REQUEST_TERMINATION,
    REQUEST_TRANSFORMER,
    REQUEST_VALIDATOR,
    RESPONSE_RATELIMITING,
    RESPONSE_TRANSFORMER,
    SESSION,
    STANDARD_WEBHOOKS,
    STATSD,
    SYSLOG,
    TCP_LOG,
    UDP_LOG,
    ZIPKIN;

    private final String kongName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    private static final Map<String, PluginName> BY_KONG_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(PluginName::kongName, plugin -> plugin));

    /// The name as configurations write it.
    public String kongName() {
        return kongName;
    }

    /// The plugin of that name, where there is one.
    public static Optional<PluginName> of(String kongName) {
        return Optional.ofNullable(BY_KONG_NAME.get(kongName));
    }
}
