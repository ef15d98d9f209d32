package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.Identity;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.model.Consumer;
import dev.headgate.model.Gateway;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
    private static final Consumer ALICE = PluginKit.consumer("alice", "staff");
    private static final Consumer NUMBER = new Consumer("id-of-7", "", "c-7", List.of(), List.of(),
            Location.of("test.yaml"));
    private static final CredentialStore STORE = new DeclaredCredentials(new Gateway(List.of(), List.of(),
            List.of(ALICE, PluginKit.consumer("bob"), NUMBER), List.of(), List.of(), List.of()));

    /// A client that keeps cookies, and what its requests met.
    private static final class Browser {
        private final Map<String, String> cookies = new LinkedHashMap<>();
        private final SplittableRandom random = new SplittableRandom(7);
        private Exchange lastExchange = PluginKit.exchange(PluginKit.request("GET", "/"));
        private Response lastAnswer = Response.of(200);

        /// A request at so many seconds after the beginning. `as` names who another plugin lets in where no session does:
        /// a username, `oidc` for a token without consumer, `anonymous`, or nothing for nobody.
        String send(Session plugin, CredentialStore store, long atSeconds, String line, String as) {
            Request request = Written.request(line);
            if (!cookies.isEmpty()) {
                request = request.withHeaders(request.headers().with("Cookie", cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; "))));
            }
            Resources still = PluginKit.resources(store, (_, _, _, _) -> {
                throw new AssertionError("session counts nothing");
            }, PluginKit.NOW.plusSeconds(atSeconds));
            PluginContext context = new PluginContext(PluginKit.instance(plugin), still.withRandom(random));
            Step step = plugin.access(PluginKit.exchange(request), context);
            lastExchange = step.exchange();
            String who = step instanceof Step.Answer ? "answered" : who(lastExchange.identity());
            if (step instanceof Step.Proceed && !as.isEmpty() && lastExchange.identity() instanceof Identity.Unknown) {
                lastExchange = lastExchange.withIdentity(identity(as));
            }
            Response backend = step instanceof Step.Answer(var _, Response own) ? own : Response.of(204);
            lastAnswer = plugin.response(lastExchange, backend, context);
            return who + keep(lastAnswer.headers().all("Set-Cookie"));
        }

        private String keep(List<String> lines) {
            StringBuilder kept = new StringBuilder();
            for (String line : lines) {
                String name = line.substring(0, line.indexOf('='));
                if (line.contains("Max-Age=0")) {
                    cookies.remove(name);
                    kept.append(" -").append(name);
                } else {
                    cookies.put(name, line.substring(line.indexOf('=') + 1, line.indexOf(';')));
                    kept.append(" +").append(name);
                }
            }
            return kept.toString();
        }
    }

    private static String who(Identity identity) {
        return identity instanceof Identity.Unknown ? "nobody" : identity.knownConsumer().orElseThrow().label();
    }

    private static Identity identity(String as) {
        return switch (as) {
            case "oidc" -> verified(Optional.empty(), "subject", List.of());
            case "anonymous" -> new Identity.Anonymous(ALICE);
            case "groups" -> verified(Optional.of(ALICE), "credential-of-alice", List.of("a", "b"));
            case "7" -> verified(Optional.of(NUMBER), "", List.of());
            default -> verified(Optional.of(PluginKit.consumer(as)), "credential-of-" + as, List.of());
        };
    }

    private static Identity.Verified verified(Optional<Consumer> consumer, String credential, List<String> groups) {
        return new Identity.Verified(consumer, new Identity.VerifiedCredential(credential, credential), groups,
                Headers.EMPTY, Optional.empty());
    }

    private static Session plugin(String config) {
        return PluginKit.plugin(Session.TYPE, config.isBlank() || config.equals("{}")
                ? "{secret: s}"
                : config.replaceFirst("\\{", "{secret: s, "));
    }

    /// `60 alice` is a request a minute after the beginning that alice's credential comes with; `60` and `60 POST /x` have
    /// nothing but the browser's cookies.
    private static String run(String config, String steps) {
        Session plugin = plugin(config);
        Browser browser = new Browser();
        List<String> met = new ArrayList<>();
        for (String step : steps.split(", ")) {
            String[] words = step.split(" ");
            boolean isPlain = words.length < 3;
            String line = isPlain ? "GET /" : words[1] + " " + words[2];
            String as = isPlain && words.length == 2 ? words[1] : "";
            met.add(browser.send(plugin, STORE, Long.parseLong(words[0]), line, as));
        }
        return String.join(", ", met);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                        | requests                             | met
            {}                                            | 0                                    | nobody
            {}                                            | 0 alice, 30                          | nobody +session, alice
            {}                                            | 0 alice, 30 bob                      | nobody +session, alice
            {}                                            | 0 7, 30                              | nobody +session, c-7
            # Nobody is kept whom no consumer stands for.
            {}                                            | 0 oidc, 30                           | nobody, nobody
            {}                                            | 0 anonymous, 30                      | nobody, nobody
            # Idle: 900 seconds, of which the first 60 cost no cookie.
            {}                                            | 0 alice, 60, 900, 1800, 2701         | nobody +session, alice, alice +session, alice +session, nobody
            {}                                            | 0 alice, 901                         | nobody +session, nobody
            {idling_timeout: 0}                           | 0 alice, 2700                        | nobody +session, alice
            {idling_timeout: 0.5}                         | 0 alice, 0, 1                        | nobody +session, alice, nobody
            # Rolling: renewed after three quarters of an hour.
            {idling_timeout: 0}                           | 0 alice, 2701, 6301, 9902            | nobody +session, alice +session, alice +session, nobody
            {idling_timeout: 0, rolling_timeout: 100}     | 0 alice, 75, 100, 200, 301           | nobody +session, alice, alice +session, alice +session, nobody
            # Absolute: whatever happens.
            {idling_timeout: 0, rolling_timeout: 0, absolute_timeout: 100} | 0 alice, 100, 101   | nobody +session, alice, nobody
            {idling_timeout: 0, rolling_timeout: 60, absolute_timeout: 100} | 0 alice, 50, 100, 101 | nobody +session, alice +session, alice +session, nobody
            {idling_timeout: 0, rolling_timeout: 0, absolute_timeout: 0} | 0 alice, 900000000    | nobody +session, alice
            # A lasting cookie begins sessions anew until it ends itself.
            {remember: true}                              | 0 alice, 901, 902                    | nobody +session +remember, alice +remember +session, alice
            {remember: true}                              | 0 alice, 604800, 1209600             | nobody +session +remember, alice +remember +session, alice +remember +session
            {remember: true}                              | 0 alice, 604801                      | nobody +session +remember, nobody
            {remember: true, remember_absolute_timeout: 1000} | 0 alice, 901, 1001, 1902         | nobody +session +remember, alice +remember +session, alice +session, nobody
            # The end.
            {}                                            | 0 alice, 1 POST /?session_logout, 2  | nobody +session, answered -session, nobody
            {}                                            | 0 alice, 1 DELETE /?session_logout=1, 2 | nobody +session, answered -session, nobody
            {}                                            | 0 alice, 1 GET /?session_logout, 2   | nobody +session, alice, alice
            {}                                            | 0 alice, 1 POST /?logout, 2          | nobody +session, alice, alice
            {}                                            | 0 POST /?session_logout              | nobody
            {logout_methods: [GET], logout_query_arg: bye} | 0 alice, 1 GET /?bye, 2             | nobody +session, answered -session, nobody
            {logout_methods: []}                          | 0 alice, 1 POST /?session_logout     | nobody +session, alice
            {remember: true}                              | 0 alice, 1 POST /?session_logout, 2  | nobody +session +remember, answered -session -remember, nobody
            {remember: true}                              | 0 alice, 901 POST /?session_logout, 902 | nobody +session +remember, answered -remember -session, nobody
            """)
    void a_session_lasts_as_long_as_it_is_to(String config, String requests, String met) {
        assertThat(run(config, requests)).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                       | request                                                                                   | is answered
            {}                           | POST / + Content-Type: application/x-www-form-urlencoded + body: session_logout=1         | no
            {read_body_for_logout: true} | POST / + Content-Type: application/x-www-form-urlencoded + body: a=1&session_logout       | yes
            {read_body_for_logout: true} | DELETE / + Content-Type: application/json + body: {"session_logout": true}                | yes
            {read_body_for_logout: true} | POST / + Content-Type: application/json + body: {"logout": true}                          | no
            {read_body_for_logout: true} | POST / + Content-Type: text/plain + body: session_logout=1                                | no
            {read_body_for_logout: true, logout_post_arg: bye} | POST / + Content-Type: application/x-www-form-urlencoded + body: bye= | yes
            {read_body_for_logout: true, logout_methods: [GET]} | GET / + Content-Type: application/x-www-form-urlencoded + body: session_logout=1 | no
            """)
    void a_body_ends_a_session_where_it_may(String config, String request, String isAnswered) {
        Browser browser = new Browser();
        browser.send(plugin(config), STORE, 0, "GET /", "alice");
        assertThat(browser.send(plugin(config), STORE, 1, request, ""))
                .isEqualTo(isAnswered.equals("yes") ? "answered -session" : "alice");
        assertThat(browser.lastAnswer.status()).isEqualTo(isAnswered.equals("yes") ? 200 : 204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                   | attributes
            {}                                                       | session=V; Path=/; SameSite=Strict; Secure; HttpOnly
            {cookie_name: da_cookie, cookie_same_site: Lax, cookie_http_only: false, cookie_secure: false} | da_cookie=V; Path=/; SameSite=Lax
            {cookie_path: /api, cookie_domain: shop.example}         | session=V; Domain=shop.example; Path=/api; SameSite=Strict; Secure; HttpOnly
            {cookie_domain: localhost}                               | session=V; Path=/; SameSite=Strict; Secure; HttpOnly
            {cookie_same_site: None, cookie_secure: false}           | session=V; Path=/; SameSite=None; Secure; HttpOnly
            {cookie_same_site: Default}                              | session=V; Path=/; SameSite=Default; Secure; HttpOnly
            {cookie_samesite: 'off', cookie_httponly: false}         | session=V; Path=/; SameSite=Lax; Secure
            {remember: true, remember_cookie_name: r}                | session=V; Path=/; SameSite=Strict; Secure; HttpOnly & r=V; Path=/; SameSite=Strict; Secure; HttpOnly; Expires=Wed, 02 Dec 2026 10:20:30 GMT; Max-Age=604800
            {remember: true, remember_rolling_timeout: 0, cookie_secure: false} | session=V; Path=/; SameSite=Strict; HttpOnly & remember=V; Path=/; SameSite=Strict; HttpOnly; Expires=Thu, 30 Dec 2027 10:20:30 GMT; Max-Age=34560000
            """)
    void cookies_have_the_attributes_that_kong_gives_them(String config, String lines) {
        Browser browser = new Browser();
        browser.send(plugin(config), STORE, 0, "GET /", "alice");
        assertThat(browser.lastAnswer.headers().all("Set-Cookie").stream()
                .map(line -> line.replaceFirst("=[A-Za-z0-9_-]+;", "=V;")).collect(Collectors.joining(" & ")))
                .isEqualTo(lines);
    }

    @Test
    void an_ended_session_is_taken_back_with_the_same_attributes() {
        Browser browser = new Browser();
        browser.send(plugin("{}"), STORE, 0, "GET /", "alice");
        browser.send(plugin("{}"), STORE, 0, "POST /?session_logout", "");
        assertThat(browser.lastAnswer).isEqualTo(Response.of(200).withHeader("Set-Cookie", "session=; Path=/; "
                + "SameSite=Strict; Secure; HttpOnly; Expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0"));
    }

    @Test
    void the_backend_is_told_who_comes_back() {
        Browser browser = new Browser();
        String forged = "GET / + X-Consumer-ID: 1 + X-Authenticated-Groups: admin + X-Anonymous-Consumer: true";
        browser.send(plugin("{}"), STORE, 0, forged, "alice");
        browser.send(plugin("{}"), STORE, 1, forged, "");
        String alice = "X-Consumer-ID: id-of-alice + X-Consumer-Username: alice + X-Credential-Identifier: "
                + "credential-of-alice";
        assertThat(Written.of(browser.lastExchange.upstream().withoutHeader("Cookie"))).isEqualTo("GET / + " + alice);
    }

    @Test
    void groups_of_a_token_come_back() {
        Browser browser = new Browser();
        browser.send(plugin("{}"), STORE, 0, "GET /", "groups");
        browser.send(plugin("{}"), STORE, 1, "GET / + X-Authenticated-Groups: admin", "");
        assertThat(browser.lastExchange.upstream().headers().all("X-Authenticated-Groups")).containsExactly("a, b");
        assertThat(browser.lastExchange.identity()).isInstanceOfSatisfying(Identity.Verified.class,
                identity -> assertThat(identity.groups()).containsExactly("a", "b"));
    }

    @Test
    void client_and_backend_are_told_of_the_session_where_it_is_asked_for() {
        Session plugin = plugin("{audience: shop, request_headers: [id, audience, timeout, idling-timeout], "
                + "response_headers: [subject, rolling-timeout, absolute-timeout, timeout]}");
        Browser browser = new Browser();
        browser.send(plugin, STORE, 0, "GET / + Session-Id: forged", "alice");
        assertThat(browser.lastExchange.upstream().headers().contains("Session-Id")).isFalse();
        assertThat(Written.of(browser.lastAnswer.withHeaders(browser.lastAnswer.headers().without("Set-Cookie"))))
                .isEqualTo("204 + Session-Subject: alice + Session-Timeout: 900 + Session-Rolling-Timeout: 3600"
                        + " + Session-Absolute-Timeout: 86400");
        browser.send(plugin, STORE, 50, "GET / + Session-Id: forged", "");
        Headers told = browser.lastExchange.upstream().headers();
        assertThat(told.all("Session-Id")).singleElement().asString().matches("[A-Za-z0-9_-]{43}");
        assertThat(told.first("Session-Audience") + told.first("Session-Timeout")
                + told.first("Session-Idling-Timeout")).isEqualTo("shop850850");
        assertThat(Written.of(browser.lastAnswer))
                .isEqualTo("204 + Session-Subject: alice + Session-Timeout: 850 + Session-Rolling-Timeout: 3550"
                        + " + Session-Absolute-Timeout: 86350");
    }

    @Test
    void audiences_share_a_cookie_and_not_a_login() {
        Session shop = plugin("{audience: shop}");
        Session office = plugin("{audience: office}");
        Browser browser = new Browser();
        assertThat(browser.send(shop, STORE, 0, "GET /", "alice")).isEqualTo("nobody +session");
        assertThat(browser.send(office, STORE, 1, "GET /", "bob")).isEqualTo("nobody +session");
        assertThat(browser.send(shop, STORE, 2, "GET /", "")).isEqualTo("alice");
        assertThat(browser.send(office, STORE, 3, "GET /", "")).isEqualTo("bob");
        assertThat(browser.send(shop, STORE, 4, "POST /?session_logout", "")).isEqualTo("answered +session");
        assertThat(browser.send(shop, STORE, 5, "GET /", "")).isEqualTo("nobody");
        assertThat(browser.send(office, STORE, 6, "GET /", "")).isEqualTo("bob");
    }

    @Test
    void another_login_goes_on_with_the_session_and_its_age() {
        Session plugin = plugin("{idling_timeout: 0, absolute_timeout: 100}");
        Browser browser = new Browser();
        browser.send(plugin, STORE, 0, "GET /", "alice");
        Exchange asAlice = browser.lastExchange;
        PluginContext context = new PluginContext(PluginKit.instance(plugin),
                PluginKit.resources(STORE, (_, _, _, _) -> {
                    throw new AssertionError("session counts nothing");
                }, PluginKit.NOW.plusSeconds(50)));
        Request again = asAlice.request().withHeaders(
                Headers.of("Cookie", "session=" + browser.cookies.get("session")));
        Exchange back = plugin.access(PluginKit.exchange(again), context).exchange();
        Response answer = plugin.response(back.withIdentity(identity("bob")), Response.of(204), context);
        browser.keep(answer.headers().all("Set-Cookie"));
        assertThat(browser.send(plugin, STORE, 100, "GET /", "")).startsWith("bob");
        assertThat(browser.send(plugin, STORE, 101, "GET /", "")).isEqualTo("nobody");
    }

    @Test
    void a_session_of_a_consumer_that_is_gone_ends() {
        CredentialStore empty = new DeclaredCredentials(
                new Gateway(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
        Browser browser = new Browser();
        browser.send(plugin("{}"), STORE, 0, "GET /", "alice");
        assertThat(browser.send(plugin("{}"), empty, 1, "GET /", "")).isEqualTo("nobody -session");
    }

    @Test
    void a_store_that_cannot_be_asked_leaves_the_request_to_other_plugins() {
        CredentialStore away = (CredentialStore) Proxy.newProxyInstance(SessionTest.class.getClassLoader(),
                new Class<?>[]{CredentialStore.class}, (_, _, _) -> {
                    throw new StoreUnavailableException("away", new IllegalStateException());
                });
        Browser browser = new Browser();
        browser.send(plugin("{}"), STORE, 0, "GET /", "alice");
        assertThat(browser.send(plugin("{}"), away, 1, "GET /", "")).isEqualTo("nobody");
        assertThat(browser.cookies).containsKey("session");
    }

    @Test
    void nothing_but_the_gateways_own_cookie_is_a_session() {
        Session plugin = plugin("{remember: true}");
        Browser browser = new Browser();
        browser.send(plugin, STORE, 0, "GET /", "alice");
        String session = browser.cookies.get("session");
        String remember = browser.cookies.get("remember");
        char last = session.charAt(session.length() - 3) == 'A' ? 'B' : 'A';
        String changed = session.substring(0, session.length() - 3) + last + session.substring(session.length() - 2);
        for (String forged : List.of("", "x", "AQ", "!", "B" + session.substring(1), changed, remember,
                session.substring(0, session.length() - 4), session + "AAAA", "A".repeat(5000))) {
            browser.cookies.clear();
            browser.cookies.put("session", forged);
            assertThat(browser.send(plugin, STORE, 1, "GET /", "")).as(forged).isEqualTo("nobody");
        }
        browser.cookies.clear();
        browser.cookies.put("remember", session);
        assertThat(browser.send(plugin, STORE, 1, "GET /", "")).isEqualTo("nobody");
        browser.cookies.clear();
        browser.cookies.put("session", session);
        assertThat(browser.send(PluginKit.plugin(Session.TYPE, "{secret: t}"), STORE, 1, "GET /", ""))
                .isEqualTo("nobody");
        assertThat(browser.send(plugin, STORE, 1, "GET /", "")).isEqualTo("alice");
    }

    @Test
    void a_cookie_says_nothing_and_is_never_the_same() {
        Browser browser = new Browser();
        browser.send(plugin("{}"), STORE, 0, "GET /", "alice");
        String first = browser.cookies.get("session");
        browser.send(plugin("{}"), STORE, 0, "GET /", "");
        browser.cookies.clear();
        browser.send(plugin("{}"), STORE, 0, "GET /", "alice");
        assertThat(browser.cookies.get("session")).isNotEqualTo(first).hasSameSizeAs(first);
        assertThat(new String(Base64.getUrlDecoder().decode(first),
                StandardCharsets.ISO_8859_1)).doesNotContain("alice");
    }

    @Test
    void a_session_that_no_cookie_can_hold_is_not_kept() {
        Session plugin = plugin("{}");
        PluginContext context = PluginKit.context(plugin);
        Identity huge = verified(Optional.of(ALICE), "c", List.of("g".repeat(4096)));
        assertThat(plugin.response(PluginKit.exchange(PluginKit.request("GET", "/")).withIdentity(huge),
                Response.of(204), context)).isEqualTo(Response.of(204));
    }

    @Test
    void cookies_of_the_backend_stay() {
        Session plugin = plugin("{}");
        Response answer = plugin.response(
                PluginKit.exchange(PluginKit.request("GET", "/")).withIdentity(identity("alice")),
                Response.of(204).withHeader("Set-Cookie", "mine=1"), PluginKit.context(plugin));
        assertThat(answer.headers().all("Set-Cookie")).hasSize(2).first().isEqualTo("mine=1");
    }

    @Test
    void the_secret_is_not_shown() {
        assertThat(PluginKit.plugin(Session.TYPE, "{secret: verysecret}").toString()).doesNotContain("verysecret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                    | test.yaml:1:1 error HG0103 plugin session config.secret: required field missing. What cookies are encrypted with: long, random, and the same for all that share sessions. Another one ends all sessions.
            {secret: s, storage: kong}            | test.yaml:1:22 error HG0202 plugin session config.storage: Kong keeps such sessions in its database. Use cookie, which keeps them at the client.
            {secret: s, cookie_name: a b}         | test.yaml:1:26 error HG0105 plugin session config.cookie_name: "a b": no name that a cookie can have. Write letters, digits, - and _.
            {secret: s, cookie_path: '/;x'}       | test.yaml:1:26 error HG0105 plugin session config.cookie_path: "/;x": no value that an attribute of a cookie can have. Leave out semicolons and control characters.
            {secret: s, remember: true, remember_cookie_name: session} | test.yaml:1:51 error HG0108 plugin session config.remember_cookie_name: "session": the name of the session's own cookie. Give the two cookies different names.
            {secret: s, store_metadata: true}     | test.yaml:1:29 warning HG0305 plugin session config.store_metadata: It only matters where sessions are kept in a store, and here they are in cookies.
            {secret: s, cookie_lifetime: 60}      | test.yaml:1:13 warning HG0304 plugin session config.cookie_lifetime: deprecated, read as rolling_timeout. Write rolling_timeout instead.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(Session.TYPE, config)).containsExactly(problem);
    }
}
