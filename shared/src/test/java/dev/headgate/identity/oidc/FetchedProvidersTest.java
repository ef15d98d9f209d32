package dev.headgate.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.identity.jwt.JwtAlgorithm;
import dev.headgate.identity.jwt.Signer;
import dev.headgate.identity.jwt.TrustedKey;
import dev.headgate.web.JdkWebClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchedProvidersTest {
    private static final Signer ONE = Signer.of("one", JwtAlgorithm.ES256);
    private static final Signer TWO = Signer.of("two", JwtAlgorithm.ES256);
    private static final List<String> BOTH_DOCUMENTS = List.of("/.well-known/openid-configuration", "/keys");

    private final ProviderServer server = new ProviderServer();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T10:20:30Z"));
    private final OpenIdProviders providers = new FetchedProviders(
            new HttpDocumentFetcher(new JdkWebClient(), ProviderServer.PATIENCE),
            now::get);
    private final OpenIdProvider provider = provider(List.of());

    private OpenIdProvider provider(List<URI> extraKeySets) {
        return new OpenIdProvider(OpenIdProvider.discovery(server.issuer()), Optional.empty(), extraKeySets,
                Duration.ofSeconds(30), Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private String ids(String keyId) {
        return ids(provider, keyId);
    }

    private String ids(OpenIdProvider of, String keyId) {
        return String.join(" ", providers.keysFor(of, keyId).keys().stream().map(TrustedKey::keyId).toList());
    }

    @Test
    void keys_are_fetched_once_and_kept() {
        server.publish(ONE.jwk());
        assertThat(providers.keysFor(provider, "one"))
                .isEqualTo(new ProviderKeys(server.issuer(), List.of(ONE.trusted()), List.of()));
        assertThat(server.asked()).isEqualTo(BOTH_DOCUMENTS);
        pass(Duration.ofMinutes(59));
        assertThat(ids("one")).isEqualTo("one");
        assertThat(ids("")).isEqualTo("one");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void a_new_key_is_found_once_the_interval_has_passed() {
        server.publish(ONE.jwk());
        assertThat(ids("one")).isEqualTo("one");
        server.publish(ONE.jwk(), TWO.jwk());
        server.asked();
        pass(Duration.ofSeconds(29));
        assertThat(ids("two")).isEqualTo("one");
        assertThat(server.asked()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(ids("two")).isEqualTo("one two");
        assertThat(server.asked()).isEqualTo(BOTH_DOCUMENTS);
    }

    @Test
    void unknown_keys_cause_one_fetch_an_interval_and_each_is_remembered_for_two() {
        server.publish(ONE.jwk());
        assertThat(ids("one")).isEqualTo("one");
        pass(Duration.ofSeconds(30));
        server.asked();
        for (int i = 0; i < 100; i++) {
            assertThat(ids("unknown " + i)).isEqualTo("one");
        }
        assertThat(server.asked()).isEqualTo(BOTH_DOCUMENTS);
        pass(Duration.ofSeconds(59));
        assertThat(ids("unknown 0")).isEqualTo("one");
        assertThat(server.asked()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(ids("unknown 0")).isEqualTo("one");
        assertThat(server.asked()).isEqualTo(BOTH_DOCUMENTS);
    }

    @Test
    void more_unknown_keys_than_are_remembered_do_no_harm() {
        server.publish(ONE.jwk());
        for (int i = 0; i < ProviderCache.MISSING_MAX + 10; i++) {
            assertThat(ids("unknown " + i)).isEqualTo("one");
            pass(Duration.ofSeconds(30));
        }
        assertThat(ids("one")).isEqualTo("one");
    }

    @Test
    void old_keys_are_fetched_again_so_that_a_withdrawn_one_goes() {
        server.publish(ONE.jwk(), TWO.jwk());
        assertThat(ids("one")).isEqualTo("one two");
        server.publish(TWO.jwk());
        pass(Duration.ofHours(1));
        assertThat(ids("one")).isEqualTo("two");
    }

    @ParameterizedTest
    @CsvSource({"/.well-known/openid-configuration", "/keys"})
    void a_provider_that_fails_keeps_its_last_good_keys(String path) {
        server.publish(ONE.jwk());
        assertThat(ids("one")).isEqualTo("one");
        server.answer(path, ProviderServer.status(500));
        pass(Duration.ofDays(3));
        assertThat(ids("one")).isEqualTo("one");
        assertThat(ids("two")).isEqualTo("one");
        server.publish(TWO.jwk());
        pass(Duration.ofSeconds(30));
        assertThat(ids("two")).isEqualTo("two");
    }

    @Test
    void a_provider_that_never_answered_is_asked_again_a_second_later() {
        assertThatThrownBy(() -> ids("one")).isInstanceOf(StoreUnavailableException.class)
                .hasMessage("the OpenID provider at " + provider.discovery() + " cannot be asked: "
                        + provider.discovery() + " answered 404");
        server.publish(ONE.jwk());
        server.asked();
        pass(Duration.ofMillis(999));
        assertThatThrownBy(() -> ids("one")).isInstanceOf(StoreUnavailableException.class);
        assertThat(server.asked()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(ids("one")).isEqualTo("one");
    }

    @Test
    void extra_key_sets_are_trusted_too_and_may_fail_later() {
        server.publish(ONE.jwk());
        server.answer("/more", ProviderServer.document("{\"keys\":[" + TWO.jwk() + "," + ONE.jwk() + "]}"));
        OpenIdProvider both = provider(List.of(server.address("/more")));
        assertThat(ids(both, "two")).isEqualTo("one two");
        server.answer("/more", ProviderServer.status(503));
        pass(Duration.ofHours(1));
        assertThat(ids(both, "two")).isEqualTo("one two");
        assertThat(ids(provider, "two")).as("another provider").isEqualTo("one");
    }

    @Test
    void an_extra_key_set_that_never_came_fails_only_tokens_that_may_need_it() {
        server.publish(ONE.jwk());
        server.answer("/more", ProviderServer.status(503));
        OpenIdProvider both = provider(List.of(server.address("/more")));
        assertThat(ids(both, "one")).isEqualTo("one");
        assertThatThrownBy(() -> ids(both, "two")).isInstanceOf(StoreUnavailableException.class)
                .hasMessageEndingWith("/more answered 503");
        server.answer("/more", ProviderServer.document("{\"keys\":[" + TWO.jwk() + "]}"));
        server.asked();
        pass(Duration.ofMillis(999));
        assertThatThrownBy(() -> ids(both, "two")).isInstanceOf(StoreUnavailableException.class);
        assertThat(ids(both, "one")).isEqualTo("one");
        assertThat(server.asked()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(ids(both, "two")).isEqualTo("one two");
    }

    @Test
    void a_configured_key_set_replaces_that_of_the_document() {
        server.publish(ONE.jwk());
        server.answer("/mine", ProviderServer.document("{\"keys\":[" + TWO.jwk() + "]}"));
        OpenIdProvider mine = new OpenIdProvider(provider.discovery(), Optional.of(server.address("/mine")), List.of(),
                Duration.ofSeconds(30), Duration.ofHours(1));
        assertThat(ids(mine, "two")).isEqualTo("two");
        assertThat(server.asked()).containsExactly("/.well-known/openid-configuration", "/mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            document                                                       | problem
            []                                                             | is not a discovery document: no JSON object
            {"issuer":"a","issuer":"b","jwks_uri":"https://keys.test/"}    | is not a discovery document: malformed, too deep, or with a name that stands twice in an object
            {"jwks_uri":"https://keys.test/"}                              | has no issuer
            {"issuer":"","jwks_uri":"https://keys.test/"}                  | has no issuer
            {"issuer":"a"}                                                 | has no jwks_uri
            {"issuer":"a","jwks_uri":"keys"}                               | has a jwks_uri that is not an https address
            {"issuer":"a","jwks_uri":"file:///etc/passwd"}                 | has a jwks_uri that is not an https address
            {"issuer":"a","jwks_uri":"ftp://keys.test/"}                   | has a jwks_uri that is not an https address
            {"issuer":"a","jwks_uri":"http://[keys"}                       | has a jwks_uri that is no address
            """)
    void a_bad_discovery_document_is_named(String document, String problem) {
        server.answer("/.well-known/openid-configuration", ProviderServer.document(document));
        assertThatThrownBy(() -> ids("one")).isInstanceOf(StoreUnavailableException.class)
                .hasMessageEndingWith(provider.discovery() + " " + problem);
    }

    @Test
    void a_document_that_came_over_https_cannot_point_at_plain_http() {
        OpenIdProvider secure = new OpenIdProvider(URI.create("https://login.test/.well-known/openid-configuration"),
                Optional.empty(), List.of(), Duration.ofSeconds(30), Duration.ofHours(1));
        OpenIdProviders scripted = new FetchedProviders(
                _ -> "{\"issuer\":\"https://login.test\",\"jwks_uri\":\"http://login.test/keys\"}"
                        .getBytes(StandardCharsets.UTF_8),
                now::get);
        assertThatThrownBy(() -> scripted.keysFor(secure, "one"))
                .hasMessageEndingWith("has a jwks_uri that is not an https address");
    }

    @Test
    void a_bad_key_set_is_named_and_odd_keys_are_left_out() {
        server.publish(ONE.jwk());
        server.answer("/keys", ProviderServer.document("{}"));
        assertThatThrownBy(() -> ids("one"))
                .hasMessageEndingWith("/keys is not a key set: no key set: keys is not an array");
        server.publish("{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"" + "A".repeat(43) + "\"}", ONE.jwk());
        pass(Duration.ofSeconds(1));
        assertThat(providers.keysFor(provider, "s")).isEqualTo(new ProviderKeys(server.issuer(),
                List.of(ONE.trusted()), List.of("the key s is left out: it is a secret, and published")));
    }

    /// A provider without a network, so that no test depends on how busy the machine is.
    private static byte[] scripted(URI address, Signer signer) {
        String document = address.getPath().equals("/keys")
                ? "{\"keys\":[" + signer.jwk() + "]}"
                : "{\"issuer\":\"https://login.test\",\"jwks_uri\":\"https://login.test/keys\"}";
        return document.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void many_requests_cause_one_fetch() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        OpenIdProviders counted = new FetchedProviders(address -> {
            fetches.incrementAndGet();
            return scripted(address, ONE);
        }, now::get);
        CountDownLatch all = new CountDownLatch(50);
        List<Future<ProviderKeys>> found = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                found.add(threads.submit(() -> {
                    all.countDown();
                    all.await();
                    return counted.keysFor(provider, "one");
                }));
            }
        }
        for (Future<ProviderKeys> each : found) {
            assertThat(each.get().keys()).containsExactly(ONE.trusted());
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    void requests_go_on_with_old_keys_while_one_of_them_fetches() throws Exception {
        AtomicBoolean isHeld = new AtomicBoolean();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        OpenIdProviders held = new FetchedProviders(address -> {
            if (!isHeld.get()) {
                return scripted(address, ONE);
            }
            asked.countDown();
            awaitQuietly(over);
            return scripted(address, TWO);
        }, now::get);
        assertThat(held.keysFor(provider, "one").keys()).containsExactly(ONE.trusted());
        pass(Duration.ofHours(1));
        isHeld.set(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ProviderKeys> fetching = threads.submit(() -> held.keysFor(provider, "one"));
            asked.await();
            assertThat(held.keysFor(provider, "one").keys()).containsExactly(ONE.trusted());
            over.countDown();
            assertThat(fetching.get().keys()).containsExactly(TWO.trusted());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://login.test                                           | https://login.test/.well-known/openid-configuration
            https://login.test/                                          | https://login.test/.well-known/openid-configuration
            https://login.test/tenant                                    | https://login.test/tenant/.well-known/openid-configuration
            https://login.test/.well-known/openid-configuration          | https://login.test/.well-known/openid-configuration
            https://login.test/.well-known/oauth-authorization-server/a  | https://login.test/.well-known/oauth-authorization-server/a
            """)
    void either_address_finds_the_document(String written, String document) {
        assertThat(OpenIdProvider.discovery(written)).isEqualTo(URI.create(document));
    }
}
