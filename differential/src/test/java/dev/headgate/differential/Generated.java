package dev.headgate.differential;

import dev.headgate.local.assembly.http.Undocumented;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.RouteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Makes configurations and requests: the first of what has a native form and what has none, the second of what fits and
/// what an attacker would send.
///
/// @param random where everything comes from
/// @param world whose tokens are sent
record Generated(Random random, World world) {
    private static final List<String> PATHS = List.of("/", "/a", "/a/", "/a/b", "/b", "/ab", "/a/b/c", "'~/a$'",
            "'~/b$'",
            "'~/a/b$'", "'~/a/(?<v>[^/]+)$'", "'~/(?<v>[^/]+)/b$'", "'~/(?<v>[^/]+)$'", "'~/a/[0-9]+$'",
            "'~/a/(?<v>[^/]+)/c$'", "'~/a/b/(?<w>[^/]+)$'", "'~/(?:a|b)$'", "'~/a/.*'", "'~/a/[ab]+/c$'", "'~/a'");
    private static final List<String> PLUGINS = List.of("{name: key-auth}",
            "{name: key-auth, config: {key_in_query: false}}",
            "{name: key-auth, config: {hide_credentials: true}}", "{name: key-auth, config: {run_on_preflight: false}}",
            "{name: key-auth, config: {anonymous: bob}}", "{name: jwt}", "{name: jwt, config: {uri_param_names: []}}",
            "{name: basic-auth}", "{name: acl, config: {allow: [partners]}}",
            "{name: acl, config: {deny: [partners], hide_groups_header: true}}",
            "{name: request-transformer, config: {remove: {headers: [X-Old], querystring: [q]}}}",
            "{name: request-transformer, config: {append: {headers: ['X-New:1'], querystring: ['v:2']}}}",
            "{name: request-transformer, config: {add: {headers: ['X-New:1']}}}",
            "{name: request-transformer, config: {replace: {uri: /fixed}}}",
            "{name: response-transformer, config: {remove: {headers: [X-Secret]}, append: {headers: ['X-More:1']}}}",
            "{name: rate-limiting, config: {minute: 1000000, hide_client_headers: true}}", "{name: cors}",
            "{name: request-termination, config: {status_code: 410}}", "{name: correlation-id}",
            "{name: openid-connect, config: {issuer: https://id.example.com, auth_methods: [bearer], "
                    + "bearer_token_param_type: [header], issuers_allowed: [https://id.example.com], "
                    + "audience_required: [api], scopes_required: [read, write]}}");
    private static final List<String> GLOBAL = List.of("{name: cors, config: {origins: [https://app.example.com]}}",
            "{name: cors}", "{name: key-auth}", "{name: request-transformer, config: {remove: {headers: [X-Old]}}}",
            "{name: key-auth}, {name: acl, config: {allow: [partners]}}",
            "{name: ip-restriction, config: {allow: [203.0.113.0/24]}}",
            "{name: ip-restriction, config: {deny: [203.0.113.0/30, '2001:db8::/32']}}",
            "{name: ip-restriction, config: {allow: [198.51.100.0/24, 203.0.113.7], deny: [203.0.113.7], status: 404, message: gone}}");
    private static final List<String> SERVICES = List.of("alpha", "alpha", "alpha", "beta", "gamma", "gamma", "delta");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD",
            "OPTIONS");

    Scenario scenario(ApiType api) {
        List<Scenario.Part> routes = new ArrayList<>();
        int count = 1 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            routes.add(route());
        }
        Undocumented open = Undocumented.DEFAULT.with(one(List.of(Undocumented.Precedence.values())))
                .with(one(List.of(Undocumented.PathForm.values())))
                .with(one(List.of(Undocumented.RepeatedFields.values())))
                .with(one(List.of(Undocumented.AbsentSource.values())));
        return new Scenario(routes, random.nextInt(5) == 0 ? List.of(one(GLOBAL)) : List.of(), api, open, restOpen());
    }

    private dev.headgate.local.assembly.rest.Undocumented restOpen() {
        return dev.headgate.local.assembly.rest.Undocumented.DEFAULT
                .with(one(List.of(dev.headgate.local.assembly.rest.Undocumented.Branches.values())))
                .with(one(List.of(dev.headgate.local.assembly.rest.Undocumented.TrailingSlashes.values())))
                .with(one(List.of(dev.headgate.local.assembly.rest.Undocumented.DotSegments.values())))
                .with(one(List.of(dev.headgate.local.assembly.rest.Undocumented.FieldNameCase.values())));
    }

    private Scenario.Part route() {
        List<String> criteria = new ArrayList<>();
        criteria.add("paths: [" + one(PATHS) + (random.nextInt(4) == 0 ? ", " + one(PATHS) : "") + "]");
        if (random.nextInt(3) == 0) {
            criteria.add(random.nextBoolean() ? "methods: [GET]" : "methods: [GET, POST, OPTIONS]");
        }
        if (random.nextInt(8) == 0) {
            criteria.add("hosts: [api.example.com]");
        }
        if (random.nextInt(8) == 0) {
            criteria.add("headers: {x-kind: [one]}");
        }
        if (random.nextInt(8) == 0) {
            criteria.add("regex_priority: " + (1 + random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            criteria.add("strip_path: false");
        }
        if (random.nextInt(8) == 0) {
            criteria.add("protocols: [" + (random.nextBoolean() ? "https" : "http") + "]");
        }
        if (random.nextInt(10) == 0) {
            criteria.add("preserve_host: true");
        }
        return new Scenario.Part(one(SERVICES), criteria, plugins());
    }

    /// At most one of a name.
    private List<String> plugins() {
        List<String> chosen = new ArrayList<>();
        int count = Math.max(0, random.nextInt(5) - 2);
        for (int i = 0; i < count; i++) {
            String plugin = one(PLUGINS);
            String name = plugin.substring(0, plugin.indexOf(plugin.indexOf(',') < 0 ? '}' : ','));
            if (chosen.stream().noneMatch(other -> other.startsWith(name))) {
                chosen.add(plugin);
            }
        }
        return chosen;
    }

    /// @param keys native ones, which half of the requests are made for
    Sent sent(List<RouteKey> keys) {
        List<String> headers = new ArrayList<>();
        maybe(3, headers, "apikey", one(List.of("good-key", "good-key", "other-key", "bad", "")));
        maybe(20, headers, "ApiKey", "good-key");
        maybe(4, headers, "Authorization", one(List.of("Basic YWxpY2U6b3BlbnNlc2FtZQ==", "Basic YWxpY2U6d3Jvbmc=",
                "Bearer " + world.token("api", "read"), "Bearer " + world.token("api", "other"),
                "Bearer " + world.token("others", "read"), "Bearer x.y.z", "Bearer")));
        maybe(6, headers, "X-Kind", one(List.of("one", "two")));
        maybe(5, headers, "X-Old", "1");
        maybe(8, headers, "X-New", "0");
        maybe(8, headers, "X-Multi", "1");
        maybe(8, headers, "X-Multi", "2");
        maybe(6, headers, "Origin", one(List.of("https://app.example.com", "https://evil.example.com")));
        maybe(6, headers, "Access-Control-Request-Method", "PUT");
        maybe(8, headers, "X-Consumer-ID", "forged");
        maybe(10, headers, "X-Consumer-Custom-ID", "forged");
        maybe(10, headers, "X-Anonymous-Consumer", "true");
        maybe(10, headers, "X-Authenticated-Groups", "partners");
        maybe(10, headers, "X-Forwarded-Prefix", "/forged");
        maybe(10, headers, "X-Real-IP", "192.0.2.99");
        maybe(12, headers, "Host", one(List.of("other.example.com", "API.example.com")));
        maybe(5, headers, "Content-Type", one(List.of("application/json", "text/plain")));
        Optional<RouteKey> key = keys.isEmpty() || random.nextBoolean() ? Optional.empty() : Optional.of(one(keys));
        String method = key.map(RouteKey::method).filter(named -> !named.equals(RouteKey.ANY))
                .orElseGet(() -> one(METHODS));
        String path = key.map(this::path).orElseGet(this::path);
        boolean hasBody = List.of("POST", "PUT", "PATCH").contains(method) && random.nextBoolean();
        return new Sent(method, path + query(), headers, hasBody ? "{\"a\": 1}" : "",
                one(List.of(Sent.CLIENT, Sent.CLIENT, "198.51.100.9", "2001:db8::5")));
    }

    private void maybe(int oneOf, List<String> headers, String name, String value) {
        if (random.nextInt(oneOf) == 0) {
            headers.add(name);
            headers.add(value);
        }
    }

    private String path(RouteKey key) {
        StringBuilder path = new StringBuilder();
        key.path().segments().forEach(segment -> path.append('/').append(segment.isEmpty() ? segment() : segment));
        if (key.path().isGreedy()) {
            path.append(path());
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private String segment() {
        return random.nextInt(12) == 0
                ? one(List.of("..", ".", "", "%2e%2e", "a%2fb", "..%2fb", "%61", "a%20b", "a;b", "~", "A", "%C3%A9"))
                : one(List.of("a", "b", "ab", "c", "7", "a", "b"));
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            path.append('/').append(segment());
        }
        return path.isEmpty() ? "/" : path + (random.nextInt(10) == 0 ? "/" : "");
    }

    private String query() {
        return switch (random.nextInt(8)) {
            case 0 -> "?q=1";
            case 1 -> "?q=1&q=2&x";
            case 2 -> "?v=1";
            case 3 -> "?apikey=good-key";
            case 4 -> "?a=%20+b&c=%2F";
            default -> "";
        };
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
