package dev.headgate.plugin;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The fields of openid-connect that Headgate does not act on: those that only other flows than bearer use are accepted,
/// those that would change what a bearer token gets are refused. Names and defaults are those of Kong's published schema
/// (developer.konghq.com, plugins/openid-connect/reference, 3.4 to 3.15).
final class OpenIdConnectOtherFields {
    private static final String OTHER_FLOW = "Only flows that Headgate does not have use it.";
    private static final String HARMLESS = "There is nothing here that it could change.";
    private static final FieldType TEXT = FieldType.textOrEmpty();
    private static final FieldType TEXTS = FieldType.listOf(FieldType.textOrEmpty());
    private static final FieldType NUMBER = FieldType.decimal(-1L << 53, 1L << 53);
    private static final FieldType FLAG = FieldType.flag();
    private static final FieldType RECORD = FieldType.mapOf(new FieldType.Anything());
    private static final FieldType RECORDS = FieldType.listOf(RECORD);

    private OpenIdConnectOtherFields() {}

    static List<Field> all() {
        return Stream.of(authorizationCode(), client(), tokenEndpoint(), introspection(), userInfo(), session(),
                logInAndOut(), caches(), connections(), proofs(), checks(), headers(), redirects())
                .flatMap(List::stream).toList();
    }

    private static List<Field> authorizationCode() {
        return group("Of the authorization code flow.",
                texts("audience", "redirect_uri", "authorization_query_args_client", "authorization_query_args_names",
                        "authorization_query_args_values"),
                of(TEXT, "authorization_cookie_domain", "authorization_endpoint",
                        "pushed_authorization_request_endpoint", "pushed_authorization_request_endpoint_auth_method"),
                of(FLAG, "authorization_cookie_secure", "require_proof_key_for_code_exchange",
                        "require_pushed_authorization_requests", "require_signed_request_object"),
                preset(FLAG, true, "authorization_cookie_http_only", "verify_nonce"),
                preset(FLAG, false, "preserve_query_args"),
                preset(TEXT, "authorization", "authorization_cookie_name"),
                preset(TEXT, "/", "authorization_cookie_path"),
                preset(TEXT, "Default", "authorization_cookie_same_site"),
                preset(NUMBER, 600.0, "authorization_rolling_timeout"),
                preset(TEXT, "query", "response_mode"),
                preset(TEXTS, List.of("code"), "response_type"),
                preset(TEXTS, List.of("openid"), "scopes"));
    }

    private static List<Field> client() {
        return Stream.concat(group("Of Kong as a client of the provider.",
                texts("client_id", "client_auth", "client_alg"),
                of(TEXT, "tls_client_auth_cert_id"),
                preset(FLAG, true, "tls_client_auth_ssl_verify"),
                preset(TEXT, "client_id", "client_arg"),
                preset(TEXTS, List.of("header", "query", "body"), "client_credentials_param_type",
                        "password_param_type"))
                .stream(),
                group("Of Kong as a client of the provider.", texts("client_secret"), of(RECORDS, "client_jwk"))
                        .stream().map(Field::secret))
                .toList();
    }

    private static List<Field> tokenEndpoint() {
        return group("Of the provider's token endpoint.",
                texts("token_headers_client", "token_headers_grants", "token_headers_names", "token_headers_replay",
                        "token_headers_values", "token_post_args_client", "token_post_args_names",
                        "token_post_args_values"),
                of(TEXT, "token_endpoint", "token_endpoint_auth_method", "token_headers_prefix", "mtls_token_endpoint",
                        "refresh_token_param_name", "id_token_param_name", "revocation_endpoint",
                        "revocation_endpoint_auth_method", "mtls_revocation_endpoint"),
                preset(TEXT, "token", "revocation_token_param_name"),
                preset(TEXTS, List.of("header", "query", "body"), "refresh_token_param_type", "id_token_param_type"),
                preset(FLAG, true, "refresh_tokens"));
    }

    private static List<Field> introspection() {
        return group("Of the provider's introspection endpoint.",
                texts("introspection_headers_client", "introspection_headers_names", "introspection_headers_values",
                        "introspection_post_args_client", "introspection_post_args_client_headers",
                        "introspection_post_args_names", "introspection_post_args_values"),
                of(TEXT, "introspection_endpoint", "introspection_endpoint_auth_method", "mtls_introspection_endpoint"),
                preset(TEXT, "application/json", "introspection_accept"),
                preset(FLAG, true, "introspection_check_active"),
                preset(TEXT, "access_token", "introspection_hint"),
                preset(TEXT, "token", "introspection_token_param_name"));
    }

    private static List<Field> userInfo() {
        return group("Of the provider's user info endpoint.",
                texts("userinfo_headers_client", "userinfo_headers_names", "userinfo_headers_values",
                        "userinfo_query_args_client", "userinfo_query_args_names", "userinfo_query_args_values"),
                of(TEXT, "userinfo_endpoint"),
                preset(TEXT, "application/json", "userinfo_accept"));
    }

    private static List<Field> session() {
        List<Field> fields = new ArrayList<>(group("Of sessions in cookies.",
                texts("disable_session", "session_bind", "session_request_headers", "session_response_headers"),
                of(TEXT, "session_cookie_domain", "session_memcached_prefix", "session_memcached_socket",
                        "session_redis_host", "session_redis_prefix", "session_redis_server_name",
                        "session_redis_socket", "session_redis_username"),
                of(NUMBER, "session_redis_cluster_max_redirections", "session_redis_connect_timeout",
                        "session_redis_port", "session_redis_read_timeout", "session_redis_send_timeout"),
                of(FLAG, "session_cookie_secure", "session_memcached_ssl", "session_redis_ssl",
                        "session_redis_ssl_verify"),
                of(RECORDS, "session_redis_cluster_nodes"),
                preset(FLAG, true, "session_cookie_http_only", "session_memcached_ssl_verify",
                        "unauthorized_destroy_session", "forbidden_destroy_session"),
                preset(FLAG, false, "session_enforce_same_subject", "session_hash_storage_key", "session_hash_subject",
                        "session_remember", "session_store_metadata", "reverify"),
                preset(TEXT, "default", "session_audience"),
                preset(TEXT, "session", "session_cookie_name"),
                preset(TEXT, "/", "session_cookie_path"),
                preset(TEXT, "Lax", "session_cookie_same_site"),
                preset(TEXT, "127.0.0.1", "session_memcached_host"),
                preset(TEXT, "remember", "session_remember_cookie_name"),
                preset(TEXT, "cookie", "session_storage"),
                preset(NUMBER, 11_211.0, "session_memcached_port"),
                preset(NUMBER, 86_400.0, "session_absolute_timeout"),
                preset(NUMBER, 900.0, "session_idling_timeout"),
                preset(NUMBER, 3600.0, "session_rolling_timeout"),
                preset(NUMBER, 2_592_000.0, "session_remember_absolute_timeout"),
                preset(NUMBER, 604_800.0, "session_remember_rolling_timeout")));
        group("Of sessions in cookies.", of(TEXT, "session_secret", "session_redis_password"), of(RECORD, "redis"))
                .forEach(field -> fields.add(field.secret()));
        return fields;
    }

    private static List<Field> logInAndOut() {
        return group("Of logging in and out.",
                texts("login_redirect_uri", "logout_redirect_uri"),
                of(TEXT, "end_session_endpoint", "logout_post_arg", "logout_query_arg", "logout_uri_suffix"),
                preset(TEXT, "upstream", "login_action"),
                preset(TEXT, "fragment", "login_redirect_mode"),
                preset(TEXTS, List.of("authorization_code"), "login_methods"),
                preset(TEXTS, List.of("id_token"), "login_tokens"),
                preset(TEXTS, List.of("POST", "DELETE"), "logout_methods"),
                preset(FLAG, false, "logout_revoke"),
                preset(FLAG, true, "logout_revoke_access_token", "logout_revoke_refresh_token"));
    }

    private static List<Field> caches() {
        List<Field> fields = new ArrayList<>(group("Of caches for what other flows fetch.",
                preset(FLAG, true, "cache_introspection", "cache_token_exchange", "cache_tokens", "cache_user_info"),
                preset(FLAG, false, "token_cache_key_include_scope"),
                of(NUMBER, "cache_ttl_max", "cache_ttl_min", "cache_ttl_neg", "cache_ttl_resurrect"),
                preset(TEXTS, List.of("introspection"), "cluster_cache_items"),
                preset(TEXT, "off", "cluster_cache_strategy")));
        group("Of caches for what other flows fetch.", of(TEXT, "cache_tokens_salt"), of(RECORD, "cluster_cache_redis"))
                .forEach(field -> fields.add(field.secret()));
        return fields;
    }

    private static List<Field> connections() {
        List<Field> fields = new ArrayList<>();
        fields("Of Kong's connections to the provider.", preset(FLAG, true, "keepalive"),
                preset(NUMBER, 1.1, "http_version"), preset(FLAG, false, "verify_parameters"))
                .forEach(field -> fields.add(field.withoutEffect(HARMLESS)));
        fields("Whether the provider's certificate is checked.", preset(FLAG, true, "ssl_verify"))
                .forEach(field -> fields.add(field.withoutEffect("It is always checked.")));
        fields("How many milliseconds Kong waits for the provider.", preset(NUMBER, 10_000.0, "timeout"))
                .forEach(field -> fields.add(field.withoutEffect(
                        "Headgate waits 1500 ms for each document, as API Gateway does.")));
        refuse(fields, "Headgate asks the provider directly and without further header fields.", "Remove it.",
                texts("discovery_headers_names", "discovery_headers_values"),
                of(TEXT, "http_proxy", "http_proxy_authorization", "https_proxy", "https_proxy_authorization",
                        "no_proxy"));
        refuse(fields, "Headgate does not do without a discovery document.",
                "Remove it; jwks_endpoint names another key set.", preset(FLAG, false, "using_pseudo_issuer"));
        return fields;
    }

    private static List<Field> proofs() {
        List<Field> fields = new ArrayList<>();
        refuse(fields, "Headgate does not check proofs of possession.",
                "Keep this route on Kong, or use mutual TLS on API Gateway's custom domain.",
                preset(TEXT, "off", "proof_of_possession_dpop", "proof_of_possession_mtls"),
                preset(FLAG, true, "proof_of_possession_auth_methods_validation"),
                of(RECORD, "proof_of_possession_mtls_from_header"),
                preset(NUMBER, 300.0, "dpop_proof_lifetime"), preset(FLAG, false, "dpop_use_nonce"));
        return fields;
    }

    private static List<Field> checks() {
        List<Field> fields = new ArrayList<>();
        refuse(fields, "Headgate always verifies signature and claims.", "Remove it.",
                preset(FLAG, true, "verify_signature", "verify_claims"), preset(TEXTS, List.of(), "ignore_signature"));
        refuse(fields, "A secret that verifies a token can also make one.",
                "Let the provider sign with RS256 or ES256.", preset(FLAG, false, "enable_hs_signatures"));
        refuse(fields, "Headgate asks the provider for its keys only, and nothing about a single token.",
                "Give tokens a short life, and put what you need into them.",
                preset(FLAG, false, "introspect_jwt_tokens", "search_user_info", "resolve_distributed_claims"),
                of(RECORD, "token_exchange", "principals"), of(TEXT, "token_exchange_endpoint"));
        refuse(fields, "Headgate does not have this check.",
                "Check the claim in the backend; upstream_headers_claims tells it.",
                texts("claims_forbidden", "domains"), of(NUMBER, "max_age"), of(TEXT, "jwt_session_cookie"),
                preset(TEXT, "sid", "jwt_session_claim"));
        refuse(fields, "Consumers are in consumer groups, tokens are not.",
                "Use the acl plugin with authenticated_groups_claim.",
                texts("consumer_groups_claim"), preset(FLAG, false, "consumer_groups_optional"));
        refuse(fields, "Consumers are found by the exact text.", "Write usernames as the tokens do.",
                preset(FLAG, false, "by_username_ignore_case"));
        return fields;
    }

    private static List<Field> headers() {
        List<Field> fields = new ArrayList<>();
        refuse(fields, "Clients are told nothing of their token.", "Remove it; clients have the token.",
                of(TEXT, "downstream_access_token_header", "downstream_access_token_jwk_header",
                        "downstream_id_token_header", "downstream_id_token_jwk_header",
                        "downstream_introspection_header", "downstream_introspection_jwt_header",
                        "downstream_refresh_token_header", "downstream_session_id_header",
                        "downstream_user_info_header", "downstream_user_info_jwt_header"),
                texts("downstream_headers_claims", "downstream_headers_names"), of(RECORDS, "downstream_headers"));
        refuse(fields, "There is no such thing with bearer tokens.",
                "Use upstream_headers_claims for what the token says.",
                of(TEXT, "upstream_access_token_jwk_header", "upstream_id_token_header",
                        "upstream_id_token_jwk_header", "upstream_introspection_header",
                        "upstream_introspection_jwt_header", "upstream_refresh_token_header",
                        "upstream_session_id_header", "upstream_user_info_header", "upstream_user_info_jwt_header"));
        return fields;
    }

    private static List<Field> redirects() {
        List<Field> fields = new ArrayList<>();
        refuse(fields, "Headgate answers 401 and 403 itself.", "Let the application send its users to the login page.",
                texts("forbidden_redirect_uri", "unauthorized_redirect_uri", "unexpected_redirect_uri"));
        refuse(fields, "Why a token is refused is for the log alone.", "Remove it.",
                preset(FLAG, false, "display_errors"));
        return fields;
    }

    /// A field before it is said what becomes of it.
    private record Row(String name, FieldType type, Field.Presence presence) {
        Field field(String doc) {
            return new Field(name, type, presence, new Field.Support.Supported(), List.of(), false,
                    new Field.Vaults.TakenLiterally(), doc);
        }
    }

    /// Several rows of one type.
    private record Rows(List<Row> each) {
        static Rows of(FieldType type, Field.Presence presence, String... names) {
            return new Rows(Arrays.stream(names).map(name -> new Row(name, type, presence)).toList());
        }
    }

    private static Rows of(FieldType type, String... names) {
        return Rows.of(type, new Field.Presence.Optional(), names);
    }

    private static Rows texts(String... names) {
        return of(TEXTS, names);
    }

    private static Rows preset(FieldType type, Object value, String... names) {
        return Rows.of(type, new Field.Presence.Defaulted(value), names);
    }

    private static List<Field> fields(String doc, Rows... rows) {
        return Arrays.stream(rows).flatMap(several -> several.each().stream()).map(row -> row.field(doc)).toList();
    }

    private static List<Field> group(String doc, Rows... rows) {
        return fields(doc, rows).stream().map(field -> field.withoutEffect(OTHER_FLOW)).toList();
    }

    private static void refuse(List<Field> to, String reason, String hint, Rows... rows) {
        fields("Not in Headgate.", rows).forEach(field -> to.add(field.refused(reason, hint)));
    }
}
