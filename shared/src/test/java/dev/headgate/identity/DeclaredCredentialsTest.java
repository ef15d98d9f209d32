package dev.headgate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeclaredCredentialsTest {
    private static final Location HERE = Location.of("kong.yaml");
    private static final Consumer BOB = consumer("1", "bob", "");
    private static final Consumer NUMBER = consumer("2", "", "c-7");

    private static Consumer consumer(String id, String username, String customId) {
        return new Consumer(id, username, customId, List.of(), List.of(), HERE);
    }

    private static CredentialStore store(List<Consumer> consumers, Credential... credentials) {
        return new DeclaredCredentials(
                new Gateway(List.of(), List.of(), consumers, List.of(credentials), List.of(), List.of()));
    }

    private static Credential.ApiKey key(String id, Consumer consumer, String key) {
        return new Credential.ApiKey(id, consumer, ApiKeys.hash(key), Optional.empty(), List.of(), HERE);
    }

    @Test
    void credentials_are_found_by_what_requests_name_them_by() {
        Credential.ApiKey key = key("k", BOB, "secret");
        Credential.Basic basic = new Credential.Basic("b", BOB, "bobby", "00", List.of(), HERE);
        Credential.JwtSecret secret = new Credential.JwtSecret("j", NUMBER, "issuer", "HS256", "s", Optional.empty(),
                List.of(),
                HERE);
        Credential.Hmac hmac = new Credential.Hmac("h", NUMBER, "robby", "s", List.of(), HERE);
        Credential.Mtls any = new Credential.Mtls("m", NUMBER, "robby", Optional.empty(), List.of(), HERE);
        Credential.Mtls one = new Credential.Mtls("n", BOB, "robby", Optional.of("ca"), List.of(), HERE);
        CredentialStore store = store(List.of(BOB, NUMBER), key, basic, hmac, any, one, secret);
        assertThat(store.apiKey(ApiKeys.hash("secret"))).contains(key);
        assertThat(store.apiKey("secret")).isEmpty();
        assertThat(store.basic("bobby")).contains(basic);
        assertThat(store.basic("bob")).isEmpty();
        assertThat(store.hmac("robby")).contains(hmac);
        assertThat(store.hmac("bobby")).isEmpty();
        assertThat(store.mtls("robby")).containsExactly(any, one);
        assertThat(new FirstOf(store(List.of()), store).mtls("robby")).containsExactly(any, one);
        assertThat(store.mtls("bobby")).isEmpty();
        assertThat(store.jwtSecret("issuer")).contains(secret);
        assertThat(store.jwtSecret("")).isEmpty();
    }

    @Test
    void consumers_are_found_by_each_of_their_names() {
        CredentialStore store = store(List.of(BOB, NUMBER));
        assertThat(store.consumerById("2")).contains(NUMBER);
        assertThat(store.consumerByUsername("bob")).contains(BOB);
        assertThat(store.consumerByCustomId("c-7")).contains(NUMBER);
        assertThat(store.consumer("1")).contains(BOB);
        assertThat(store.consumer("bob")).contains(BOB);
        assertThat(store.consumer("c-7")).isEmpty();
        assertThat(store.consumerByUsername("")).isEmpty();
        assertThat(store.consumerByCustomId("")).isEmpty();
    }

    @Test
    void the_first_store_that_knows_wins() {
        Credential.ApiKey declared = key("declared", BOB, "shared");
        Credential.ApiKey stored = key("stored", NUMBER, "shared");
        Credential.ApiKey other = key("other", NUMBER, "other");
        CredentialStore both = new FirstOf(store(List.of(BOB), declared), store(List.of(NUMBER), stored, other));
        assertThat(both.apiKey(ApiKeys.hash("shared"))).contains(declared);
        assertThat(both.apiKey(ApiKeys.hash("other"))).contains(other);
        assertThat(both.apiKey(ApiKeys.hash("neither"))).isEmpty();
        assertThat(both.consumer("2")).contains(NUMBER);
    }

    @Test
    void keys_are_hashed_as_sha_256_of_utf_8() {
        // The digest of "abc" is the first example of FIPS 180-4.
        assertThat(ApiKeys.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ApiKeys.hash("é")).isEqualTo("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
        assertThat(ApiKeys.sameHash(ApiKeys.hash("a"), ApiKeys.hash("a"))).isTrue();
        assertThat(ApiKeys.sameHash(ApiKeys.hash("a"), ApiKeys.hash("b"))).isFalse();
    }
}
