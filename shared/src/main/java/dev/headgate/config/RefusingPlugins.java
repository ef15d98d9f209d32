package dev.headgate.config;

import dev.headgate.plugin.PluginName;

/// Plugins that protect what is behind them: without one, requests pass that it would have refused.
final class RefusingPlugins {
    private RefusingPlugins() {}

    /// Whether a plugin refuses requests, or may: of one that is neither Kong's nor Headgate's nobody knows, and so is it
    /// with Lua.
    ///
    /// @param name as the file writes it
    static boolean has(String name) {
        return PluginName.of(name).map(RefusingPlugins::refuses).orElse(true);
    }

    private static boolean refuses(PluginName name) {
        return switch (name) {
            case BASIC_AUTH, HMAC_AUTH, JWT, KEY_AUTH, LDAP_AUTH, MTLS_AUTH, OAUTH2, OPENID_CONNECT,
                    STANDARD_WEBHOOKS ->
                    true;
            case ACL, AI_PROMPT_GUARD, BOT_DETECTION, IP_RESTRICTION, JSON_THREAT_PROTECTION, RATE_LIMITING,
                    RATE_LIMITING_ADVANCED, REQUEST_SIZE_LIMITING, REQUEST_TERMINATION, REQUEST_VALIDATOR,
                    RESPONSE_RATELIMITING ->
                    true;
            case POST_FUNCTION, PRE_FUNCTION -> true;
            case ACME, AI_PROMPT_DECORATOR, AI_PROMPT_TEMPLATE, AI_PROXY, AI_REQUEST_TRANSFORMER,
                    AI_RESPONSE_TRANSFORMER, AWS_LAMBDA, AZURE_FUNCTIONS, CANARY, CORRELATION_ID, CORS, DATADOG,
                    FILE_LOG, GRPC_GATEWAY, GRPC_WEB, HTTP_LOG, LOGGLY, MOCKING, OPENTELEMETRY, PROMETHEUS, PROXY_CACHE,
                    REDIRECT, REQUEST_TRANSFORMER, RESPONSE_TRANSFORMER, SESSION, STATSD, SYSLOG, TCP_LOG, UDP_LOG,
                    ZIPKIN ->
                    false;
        };
    }
}
