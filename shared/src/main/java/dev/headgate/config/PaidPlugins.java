package dev.headgate.config;

import dev.headgate.plugin.PluginCatalog;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The plugins of Kong's paid edition (developer.konghq.com/plugins) that Headgate does not have: why not, and what to use
/// instead. One that Headgate gets goes out of here.
final class PaidPlugins {
    private static final SortedMap<String, PluginCatalog.Entry.Unavailable> BY_NAME = table();

    private PaidPlugins() {}

    /// The refusal of a plugin; empty for any other name.
    static Optional<PluginCatalog.Entry.Unavailable> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// All of them, in alphabetical order.
    static SortedMap<String, PluginCatalog.Entry.Unavailable> all() {
        return BY_NAME;
    }

    private static SortedMap<String, PluginCatalog.Entry.Unavailable> table() {
        SortedMap<String, PluginCatalog.Entry.Unavailable> table = new TreeMap<>();
        authentication(table);
        traffic(table);
        transformation(table);
        messaging(table);
        models(table);
        return Collections.unmodifiableSortedMap(table);
    }

    private static void authentication(Map<String, PluginCatalog.Entry.Unavailable> table) {
        add(table, "ace", "It lets in the developers of Kong's portal, which is not here.",
                "Use key-auth or openid-connect, and acl for who may call what.");
        add(table, "application-registration", "It lets in the applications of Kong's portal, which is not here.",
                "Make a consumer of each application, with key-auth, or a client of it in Amazon Cognito.");
        add(table, "header-cert-auth", "Whoever can send a header field could claim any certificate.",
                "Turn on mutual TLS at the custom domain and use mtls-auth.");
        add(table, "jwe-decrypt", "Headgate has no private keys to decrypt tokens with.",
                "Have the issuer sign tokens without encrypting them and use jwt or openid-connect.");
        add(table, "jwt-signer", "Headgate has no private keys to sign tokens with.",
                "Verify the client's token with openid-connect; the backend can trust the identity fields that it adds.");
        add(table, "key-auth-enc", "It is key-auth with keys encrypted in Kong's database.",
                "Use key-auth, which keeps no keys at all, only their hashes.");
        add(table, "ldap-auth-advanced", "Headgate does not ask directories about passwords.",
                "Federate the directory into Amazon Cognito and use openid-connect.");
        add(table, "oauth2-introspection", "It asks the authorization server about every token.",
                "Have the server issue tokens that are JWTs, and verify them with openid-connect.");
        add(table, "opa", "Headgate calls no policy engine.",
                "Express the rules with acl and openid-connect's claims, or ask the engine from the backend.");
        add(table, "saml", "Headgate takes part in no browser logins.",
                "Make the identity provider a SAML provider of Amazon Cognito and use openid-connect.");
        add(table, "tls-handshake-modifier", "API Gateway shakes hands, not Headgate.",
                "Turn on mutual TLS at the custom domain.");
        add(table, "tls-metadata-headers", "Headgate does not hand on client certificates.",
                "Use mtls-auth, which with skip_consumer_lookup tells the backend the certificate's names.");
        add(table, "upstream-oauth", "Headgate gets no tokens for backends.",
                "Get the token in the backend, or put a long-lived one into a field with request-transformer.");
        add(table, "vault-auth", "Headgate does not ask HashiCorp Vault about keys.",
                "Use key-auth; headgate keys import takes the keys that clients have.");
    }

    private static void traffic(Map<String, PluginCatalog.Entry.Unavailable> table) {
        add(table, "forward-proxy", "Headgate calls backends itself, without a proxy between.",
                "Put the functions into a VPC whose routes lead through the proxy.");
        add(table, "graphql-proxy-cache-advanced", "Headgate does not read GraphQL.",
                "Cache in the GraphQL server, or use AWS AppSync and its cache.");
        add(table, "graphql-rate-limiting-advanced", "Headgate does not read GraphQL, so it cannot weigh queries.",
                "Use rate-limiting, and limit the cost of queries in the GraphQL server.");
        add(table, "injection-protection", "Headgate does not search requests for attacks.",
                "Put AWS WAF with its managed rules in front of the API.");
        add(table, "metering-and-billing", "It reports to Kong's own service.",
                "Count from the functions' log, which has route, consumer and status of every request.");
        add(table, "proxy-cache-advanced", "It is proxy-cache with Redis.",
                "Use proxy-cache, whose answers all instances can share in DynamoDB.");
        add(table, "service-protection", "Headgate does not count requests of all callers together.",
                "Set throttling on the API's stage or routes.");
        add(table, "upstream-timeout", "Time limits belong to services here.",
                "Write connect_timeout, write_timeout and read_timeout on a service of the route's own.");
        add(table, "websocket-size-limit", "Websockets are not proxied.",
                "Use an API Gateway WebSocket API; its messages have 128 KB at the most.");
        add(table, "websocket-validator", "Websockets are not proxied.",
                "Use an API Gateway WebSocket API with a model at its routes.");
        add(table, "xml-threat-protection", "Headgate does not read XML.",
                "Use request-size-limiting, and a parser in the backend that is limited itself.");
    }

    private static void transformation(Map<String, PluginCatalog.Entry.Unavailable> table) {
        add(table, "datakit", "Headgate runs no workflows.", "Use AWS Step Functions as the backend.");
        add(table, "degraphql", "Headgate does not make GraphQL queries of requests.",
                "Use request-transformer for fixed ones, or offer REST in the backend.");
        add(table, "exit-transformer", "It runs Lua over the gateway's own answers.",
                "Use response-transformer, which changes them too, or gateway responses of a REST API.");
        add(table, "jq", "A jq program may run for ever, and Java's jq cannot be stopped.",
                "Use request-transformer and response-transformer for single fields, or a custom plugin.");
        add(table, "oas-validation", "Headgate does not read API descriptions.",
                "Validate at a REST API that is imported from the description, or in the backend.");
        add(table, "request-callout", "Headgate calls nobody but the backend.", "Make the calls in the backend.");
        add(table, "request-transformer-advanced", "It is request-transformer with lists of allowed fields and types.",
                "Use request-transformer.");
        add(table, "response-transformer-advanced",
                "It is response-transformer with conditions, lists of allowed fields and types.",
                "Use response-transformer.");
        add(table, "route-by-header", "Routes choose backends here.",
                "Write a route for each value, with headers, and its own service.");
        add(table, "route-transformer-advanced", "Headgate computes no hosts.",
                "Write a service for each host; request-transformer can compute the path.");
    }

    private static void messaging(Map<String, PluginCatalog.Entry.Unavailable> table) {
        String noKafka = "Headgate has no client for Kafka.";
        String noSolace = "Headgate has no client for Solace.";
        add(table, "app-dynamics", "Its agent cannot run in the router's function.",
                "Use AWS X-Ray, or the vendor's Lambda layer.");
        add(table, "confluent", noKafka, "Produce in the backend, or call Confluent's REST proxy as a service.");
        add(table, "confluent-consume", noKafka, "Consume in a Lambda function with an event source mapping.");
        add(table, "kafka-consume", noKafka, "Consume in a Lambda function with an event source mapping.");
        add(table, "kafka-log", noKafka, "Send the functions' log on from CloudWatch Logs with a subscription.");
        add(table, "kafka-upstream", noKafka, "Produce in the backend, or call a REST proxy of Kafka as a service.");
        add(table, "solace-consume", noSolace, "Have Solace deliver to a REST endpoint of the backend.");
        add(table, "solace-log", noSolace, "Send the functions' log on from CloudWatch Logs with a subscription.");
        add(table, "solace-upstream", noSolace, "Make the broker's REST messaging endpoint the service.");
        add(table, "harness-waap", "Its agent cannot run in the router's function.", "Use AWS WAF.");
    }

    private static void models(Map<String, PluginCatalog.Entry.Unavailable> table) {
        String noGuard = "Headgate does not have others look at prompts and answers.";
        add(table, "ai-a2a-proxy", "Headgate does not read the messages of agents.",
                "Proxy the agent as any other service.");
        add(table, "ai-aws-guardrails", noGuard, "Name the guardrail in the backend's call of Amazon Bedrock.");
        add(table, "ai-azure-content-safety", noGuard, "Call Azure AI Content Safety from the backend.");
        add(table, "ai-custom-guardrail", noGuard, "Call the guardrail's service from the backend.");
        add(table, "ai-gcp-model-armor", noGuard, "Call Model Armor from the backend.");
        add(table, "ai-lakera-guard", noGuard, "Call Lakera Guard from the backend.");
        add(table, "ai-llm-as-judge", "Headgate does not have models judge models.",
                "Evaluate in the backend, or with Amazon Bedrock's model evaluation.");
        add(table, "ai-mcp-oauth2", "Headgate is no resource server of the Model Context Protocol.",
                "Verify the client's token with openid-connect in front of the server.");
        add(table, "ai-mcp-proxy", "Headgate makes no tools of APIs.", "Proxy the MCP server as any other service.");
        add(table, "ai-prompt-compressor", "Headgate does not shorten prompts.", "Shorten them in the backend.");
        add(table, "ai-proxy-advanced", "Headgate does not spread prompts over models.",
                "Use ai-proxy for one model, or Amazon Bedrock's inference profiles.");
        add(table, "ai-rag-injector", "Headgate has no vector database.", "Use Amazon Bedrock's knowledge bases.");
        add(table, "ai-rate-limiting-advanced", "Headgate does not count tokens of models.",
                "Use rate-limiting for requests, and the quotas of the model's provider.");
        add(table, "ai-sanitizer", "Headgate does not find personal data in texts.",
                "Call Amazon Comprehend from the backend.");
        add(table, "ai-semantic-cache", "Headgate has no vector database.", "Cache in the backend.");
        add(table, "ai-semantic-prompt-guard", "Headgate has no vector database.",
                "Use denied topics of Amazon Bedrock's guardrails.");
        add(table, "ai-semantic-response-guard", "Headgate has no vector database.",
                "Use denied topics of Amazon Bedrock's guardrails.");
    }

    private static void add(Map<String, PluginCatalog.Entry.Unavailable> table, String name, String reason,
            String alternative) {
        table.put(name, new PluginCatalog.Entry.Unavailable("This plugin of Kong's paid edition is not here. " + reason,
                alternative));
    }
}
