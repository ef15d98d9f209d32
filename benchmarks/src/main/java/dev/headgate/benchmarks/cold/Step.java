package dev.headgate.benchmarks.cold;

import java.net.URI;

/// A configuration of the router, each with something more to do than the one before.
enum Step {
    TERMINATION("answers by itself (request-termination)"),
    PROXY("+ a call of the backend"),
    JWT("+ jwt, RS256"),
    COUNTED("+ rate-limiting, with its table"),
    AS_DEPLOYED("+ the tables of keys, cached answers and health, which this configuration does not use");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// The function with no more variables than it needs.
    ColdFunction of(ColdFunction deployed) {
        return switch (this) {
            case AS_DEPLOYED -> deployed;
            case COUNTED -> deployed.without("HEADGATE_KEYS_TABLE").without("HEADGATE_CACHE_TABLE")
                    .without("HEADGATE_HEALTH_TABLE");
            case TERMINATION, PROXY, JWT -> COUNTED.of(deployed).without("HEADGATE_COUNTERS_TABLE");
        };
    }

    /// `kong.yaml`.
    String configuration(URI backend, Client client) {
        StringBuilder file = new StringBuilder("""
                _format_version: "3.0"
                services:
                - name: shop
                  url: %s
                  routes: [{name: orders, paths: [/orders]}]
                consumers:
                - username: alice
                  jwt_secrets:
                  - key: alice
                    algorithm: RS256
                    rsa_public_key: |
                %splugins:
                """.formatted(backend, client.publicKey().indent(6)));
        file.append(switch (this) {
            case TERMINATION ->
                    "- {name: request-termination, config: {status_code: 200, content_type: text/plain, body: "
                            + Account.ANSWER + "}}\n";
            case PROXY -> "- {name: correlation-id}\n";
            case JWT -> jwt();
            case COUNTED, AS_DEPLOYED -> jwt() + "- {name: rate-limiting, config: {year: 1000000}}\n";
        });
        return file.toString();
    }

    private static String jwt() {
        return "- {name: jwt, config: {claims_to_verify: [exp]}}\n";
    }

    /// Whether requests are counted.
    boolean counts() {
        return this == COUNTED || this == AS_DEPLOYED;
    }
}
