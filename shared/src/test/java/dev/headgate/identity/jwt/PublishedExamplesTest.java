package dev.headgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of RFC 7515, 7517, 7520, 7797 and 8037, and those of a public JOSE library.
class PublishedExamplesTest {
    private static final JwtVerifier ALL = new JwtVerifier(EnumSet.allOf(JwtAlgorithm.class), Duration.ZERO);
    private static final JwtVerifier PUBLIC_KEYS = new JwtVerifier(
            EnumSet.complementOf(EnumSet.of(JwtAlgorithm.HS256, JwtAlgorithm.HS384, JwtAlgorithm.HS512)),
            Duration.ZERO);
    private static final String VERIFIES = "verifies";

    /// "verifies", or why the signature is not believed.
    private static String signature(String token, List<TrustedKey> keys) {
        try {
            ALL.verifySignature(ALL.parse(token), keys);
            return VERIFIES;
        } catch (InvalidTokenException e) {
            return e.getMessage();
        }
    }

    /// "verifies", or why the token is not believed in 2026.
    private static String bearer(JwtVerifier verifier, String token, List<TrustedKey> keys) {
        try {
            verifier.verify(token, _ -> new JwtVerifier.Trust(List.of("joe"), keys),
                    Instant.parse("2026-11-25T10:20:30Z"));
            return VERIFIES;
        } catch (InvalidTokenException e) {
            return e.getMessage();
        }
    }

    private static List<TrustedKey> keys(Json.Obj jwk) {
        try {
            return GivenKeys.read(jwk);
        } catch (GivenKeys.UntrustedException | MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            case | signature | bearer
            A.1  | verifies  | the token expired at 2011-03-22T18:43:00Z, it is 2026-11-25T10:20:30Z
            A.2  | verifies  | the token expired at 2011-03-22T18:43:00Z, it is 2026-11-25T10:20:30Z
            A.3  | verifies  | the token expired at 2011-03-22T18:43:00Z, it is 2026-11-25T10:20:30Z
            A.4  | verifies  | the payload is not a JSON object: malformed, too deep, or with a name that stands twice in an object
            """)
    void rfc_7515_compact(String name, String signature, String bearer) {
        String token = Vectors.text("jwt/rfc7515-7517/rfc7515_" + name + ".jwsc");
        List<TrustedKey> keys = keys(Vectors.json("jwt/rfc7515-7517/rfc7515_" + name + ".jwk"));
        assertThat(signature(token, keys)).isEqualTo(signature);
        assertThat(bearer(ALL, token, keys)).isEqualTo(bearer);
    }

    @Test
    void rfc_7515_hmac_is_refused_unless_configured() {
        String token = Vectors.text("jwt/rfc7515-7517/rfc7515_A.1.jwsc");
        assertThat(bearer(PUBLIC_KEYS, token, List.of()))
                .startsWith("alg \"HS256\" is not allowed, wanted is one of RS256");
    }

    @Test
    void rfc_7515_unsigned_tokens_are_refused() {
        assertThat(signature(Vectors.text("jwt/rfc7515-7517/rfc7515_A.5.jwsc"), List.of()))
                .startsWith("alg \"none\" is not allowed");
    }

    @ParameterizedTest
    @CsvSource({"rfc7515_A.6.jwsg", "rfc7515_A.7.jwsf"})
    void rfc_7515_json_serialisations_are_refused(String file) {
        List<TrustedKey> keys = keys(Vectors.json("jwt/rfc7515-7517/rfc7515_A.6.jwkset"));
        assertThat(keys).hasSize(2);
        assertThat(bearer(ALL, Vectors.text("jwt/rfc7515-7517/" + file), keys))
                .isEqualTo("the token has 1 parts, wanted are header, payload and signature");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            file               | keys                  | left out
            rfc7517_A.1.jwkset | 2011-04-29 [RS256]    | the key 1 is left out: its use is not sig
            rfc7517_A.2.jwkset | 2011-04-29 [RS256]    | the key 1 is published with its private half: the issuer must replace it; the key 1 is left out: its use is not sig; the key 2011-04-29 is published with its private half: the issuer must replace it
            rfc7517_A.3.jwkset | ''                    | a key without kid is left out: it is a secret of 128 bits, wanted are at least 256; the key HMACkeyusedinJWSspecAppendixA.1example is left out: it is a secret, and published
            """)
    void rfc_7517_key_sets(String file, String keys, String leftOut) throws MalformedJsonException {
        JwkSet set = JwkSet.published(Vectors.bytes("jwt/rfc7515-7517/" + file));
        assertThat(String.join(", ", set.keys().stream().map(key -> key.keyId() + " " + key.algorithms()).toList()))
                .isEqualTo(keys);
        assertThat(String.join("; ", set.leftOut())).isEqualTo(leftOut);
    }

    @Test
    void rfc_7517_certificates_are_ignored() {
        assertThat(keys(Vectors.json("jwt/rfc7515-7517/rfc7517_B.jwk"))).singleElement()
                .satisfies(key -> assertThat(key.algorithms()).hasSize(6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            file                                                | signature
            jws/4_1.rsa_v15_signature.json                      | verifies
            jws/4_2.rsa-pss_signature.json                      | verifies
            jws/4_3.ecdsa_signature.json                        | verifies
            jws/4_4.hmac-sha2_integrity_protection.json         | verifies
            # The payload travels by another way, which a bearer token has not.
            jws/4_5.signature_with_detached_content.json        | the signature does not verify
            curve25519/jws.json                                 | verifies
            rfc7797/hmac-sha2_b64_false.json                    | the header's crit "b64" names no extension that Headgate knows
            """)
    void cookbook(String file, String signature) {
        Json.Obj example = Vectors.json("jose-cookbook/" + file);
        String token = Vectors.text(Vectors.object(example, "output"), "compact");
        List<TrustedKey> keys = keys(Vectors.object(Vectors.object(example, "input"), "key"));
        assertThat(signature(token, keys)).isEqualTo(signature);
        assertThat(signature(changed(token), keys)).isNotEqualTo(VERIFIES);
    }

    private static String changed(String token) {
        int at = token.lastIndexOf('.') + 5;
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    @ParameterizedTest
    @CsvSource({"jws/4_6.protecting_specific_header_fields.json", "jws/4_7.protecting_content_only.json",
            "jws/4_8.multiple_signatures.json", "rfc7797/4.2.hmac-sha2_b64_false.json"})
    void cookbook_examples_without_a_compact_form_are_refused(String file) {
        Json.Obj output = Vectors.object(Vectors.json("jose-cookbook/" + file), "output");
        assertThat(output.member("compact")).isEmpty();
        String json = new String(Vectors.bytes("jose-cookbook/" + file), StandardCharsets.UTF_8);
        assertThat(signature(json.substring(0, Math.min(json.length(), CompactJws.TOKEN_CHARACTERS_MAX)), List.of()))
                .isNotEqualTo(VERIFIES);
    }

    @Test
    void cookbook_encryption_is_refused() {
        Json.Obj example = Vectors.json("jose-cookbook/curve25519/ecdh-es.json");
        assertThat(signature(Vectors.text(Vectors.object(example, "output"), "compact"), List.of()))
                .isEqualTo("the token has 5 parts, wanted are header, payload and signature");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            file                                   | algorithms
            jwk/3_1.ec_public_key.json             | [ES512]
            jwk/3_2.ec_private_key.json            | [ES512]
            jwk/3_3.rsa_public_key.json            | [RS256, RS384, RS512, PS256, PS384, PS512]
            jwk/3_4.rsa_private_key.json           | [RS256, RS384, RS512, PS256, PS384, PS512]
            jwk/3_5.symmetric_key_mac_computation.json | [HS256]
            """)
    void cookbook_keys(String file, String algorithms) {
        assertThat(keys(Vectors.json("jose-cookbook/" + file))).singleElement()
                .satisfies(key -> assertThat(EnumSet.copyOf(key.algorithms())).hasToString(algorithms));
    }

    @Test
    void cookbook_keys_for_encryption_are_refused() {
        assertThat(Jwk.read(Vectors.json("jose-cookbook/jwk/3_6.symmetric_key_encryption.json")).content())
                .isEqualTo(new Jwk.Content.Unusable("its use is not sig"));
    }

    @Test
    void panva_jose() {
        List<Json.Obj> examples = Vectors.jsonArray("jwt/panva-jose/jws.json");
        assertThat(examples).hasSize(4);
        for (Json.Obj example : examples) {
            String token = Vectors.text(example, "compact");
            String algorithm = Vectors.text(example, "alg");
            Jwk jwk = Jwk.read(Vectors.object(example, "key"));
            if (algorithm.equals("EdDSA")) {
                assertThat(jwk.content()).isInstanceOfSatisfying(Jwk.Content.Usable.class, usable -> {
                    assertThat(signature(token, List.of(usable.key()))).isEqualTo(VERIFIES);
                    assertThat(signature(changed(token), List.of(usable.key()))).isNotEqualTo(VERIFIES);
                });
            } else {
                assertThat(jwk.content())
                        .isEqualTo(new Jwk.Content.Unusable("its kty \"AKP\" is none that Headgate knows"));
                assertThat(signature(token, List.of())).startsWith("alg \"" + algorithm + "\" is not allowed");
            }
        }
    }
}
