package dev.headgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JwtVerifierTest {
    /// 1795602030 in seconds since 1970.
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    private static final Signer SIGNER = Signer.of("k1", JwtAlgorithm.ES256);
    private static final Signer OTHER = Signer.of("k2", JwtAlgorithm.ES256);
    private static final String GOOD = "{\"iss\":\"me\",\"exp\":1795602031}";
    private static final String ACCEPTED = "accepted";

    private static String outcome(String token, Duration leeway, TrustedKey... keys) {
        JwtVerifier verifier = new JwtVerifier(Set.of(JwtAlgorithm.ES256, JwtAlgorithm.EDDSA), leeway);
        try {
            verifier.verify(token, _ -> new JwtVerifier.Trust(List.of("me", "myself"), List.of(keys)), NOW);
            return ACCEPTED;
        } catch (InvalidTokenException e) {
            return e.problem().message();
        }
    }

    private static String outcome(String token) {
        return outcome(token, Duration.ZERO, SIGNER.trusted(), OTHER.trusted());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            header                                           | outcome
            {"alg":"ES256","kid":"k1"}                       | accepted
            { "kid" : "k1", "alg" : "ES256", "typ":"JWT" }   | accepted
            {"alg":"ES256"}                                  | the token names no key and several trusted keys fit
            {"alg":"ES256","kid":"k2"}                       | the signature does not verify
            {"alg":"ES256","kid":"k3"}                       | no trusted key has the kid "k3"
            {"alg":"ES256","kid":"K1"}                       | no trusted key has the kid "K1"
            {"alg":"ES256","kid":""}                         | the token names no key and several trusted keys fit
            {"alg":"EdDSA","kid":"k1"}                       | alg EdDSA does not fit the key, which is for ES256
            {"alg":"ES384","kid":"k1"}                       | alg "ES384" is not allowed, wanted is one of ES256, EdDSA
            {"alg":"es256","kid":"k1"}                       | alg "es256" is not allowed, wanted is one of ES256, EdDSA
            {"alg":"HS256","kid":"k1"}                       | alg "HS256" is not allowed, wanted is one of ES256, EdDSA
            {"alg":"none","kid":"k1"}                        | alg "none" is not allowed, wanted is one of ES256, EdDSA
            {"alg":"nOnE","kid":"k1"}                        | alg "nOnE" is not allowed, wanted is one of ES256, EdDSA
            {"alg":"","kid":"k1"}                            | alg "" is not allowed, wanted is one of ES256, EdDSA
            {"kid":"k1"}                                     | alg is missing, wanted is a string
            {"alg":["ES256"],"kid":"k1"}                     | alg is an array, wanted is a string
            {"alg":"ES256","kid":7}                          | kid is a number, wanted is a string
            {"alg":"ES256","kid":null}                       | kid is null, wanted is a string
            {"alg":"ES256","kid":"k1","crit":["exp"]}        | the header's crit "exp" names no extension that Headgate knows
            {"alg":"ES256","kid":"k1","crit":[]}             | the header's crit "" names no extension that Headgate knows
            {"alg":"ES256","kid":"k1","crit":"b64"}          | the header's crit "a string" names no extension that Headgate knows
            {"alg":"ES256","kid":"k1","b64":false}           | the header has b64, payloads must be base64url
            {"alg":"ES256","alg":"ES256","kid":"k1"}         | the header is not a JSON object: malformed, too deep, or with a name that stands twice in an object
            {"alg":"ES256","kid":"k1","a":{"b":1,"b":2}}     | the header is not a JSON object: malformed, too deep, or with a name that stands twice in an object
            {"alg":"ES256","kid":"k1",}                      | the header is not a JSON object: malformed, too deep, or with a name that stands twice in an object
            {"alg":"ES256","kid":"k1"} {}                    | the header is not a JSON object: something follows the JSON object
            ["alg"]                                          | the header is not a JSON object: no JSON object
            # A token that brings its own key is judged as if it had not.
            {"alg":"ES256","kid":"k1","jku":"https://evil.test/"} | accepted
            {"alg":"ES256","kid":"k3","jku":"https://evil.test/"} | no trusted key has the kid "k3"
            """)
    void headers(String header, String outcome) {
        assertThat(outcome(SIGNER.signed(header, GOOD))).isEqualTo(outcome);
    }

    @Test
    void a_token_that_names_no_key_gets_the_only_one_that_fits() {
        String token = SIGNER.signed("{\"alg\":\"ES256\"}", GOOD);
        TrustedKey edwards = Signer.of("k3", JwtAlgorithm.EDDSA).trusted();
        assertThat(outcome(token, Duration.ZERO, SIGNER.trusted(), edwards)).isEqualTo(ACCEPTED);
        assertThat(outcome(token, Duration.ZERO, OTHER.trusted(), edwards)).isEqualTo("the signature does not verify");
        assertThat(outcome(token, Duration.ZERO)).isEqualTo("the token names no key and no trusted key fits");
    }

    @Test
    void a_token_cannot_bring_its_own_key() {
        Signer stranger = Signer.of("k1", JwtAlgorithm.ES256);
        String header = "{\"alg\":\"ES256\",\"kid\":\"k1\",\"jwk\":" + stranger.jwk() + "}";
        assertThat(outcome(stranger.signed(header, GOOD))).isEqualTo("the signature does not verify");
    }

    @Test
    void a_public_key_is_no_secret() {
        byte[] known = SIGNER.pem().getBytes(StandardCharsets.UTF_8);
        String token = Signer.hmac(JwtAlgorithm.HS256, known, "{\"alg\":\"HS256\",\"kid\":\"k1\"}", GOOD);
        JwtVerifier all = new JwtVerifier(EnumSet.allOf(JwtAlgorithm.class), Duration.ZERO);
        assertThat(refusal(all, token)).isEqualTo("alg HS256 does not fit the key, which is for ES256");
    }

    private static String refusal(JwtVerifier verifier, String token) {
        try {
            verifier.verifySignature(verifier.parse(token), List.of(SIGNER.trusted()));
            return ACCEPTED;
        } catch (InvalidTokenException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            claims                                              | leeway | outcome
            {"iss":"me","exp":1795602031}                       | 0      | accepted
            {"iss":"myself","exp":1795602030.5}                 | 0      | accepted
            {"iss":"me","exp":1795602030}                       | 0      | the token expired at 2026-11-25T10:20:30Z, it is 2026-11-25T10:20:30Z
            {"iss":"me","exp":1795602030}                       | 1      | accepted
            {"iss":"me","exp":1795602029}                       | 1      | the token expired at 2026-11-25T10:20:29Z, it is 2026-11-25T10:20:30Z
            {"iss":"me","exp":-1e300}                           | 9      | the token expired at -292275055-05-16T16:47:04.192Z, it is 2026-11-25T10:20:30Z
            {"iss":"me","exp":1e999}                            | 9      | accepted
            {"iss":"me"}                                        | 0      | the claim exp is missing
            {"iss":"me","exp":"1795602031"}                     | 0      | exp is a string, wanted is a number
            {"iss":"me","exp":null}                             | 0      | exp is null, wanted is a number
            {"iss":"me","exp":1795602031,"nbf":1795602030}      | 0      | accepted
            {"iss":"me","exp":1795602039,"nbf":1795602031}      | 0      | nbf is 2026-11-25T10:20:31Z, it is only 2026-11-25T10:20:30Z
            {"iss":"me","exp":1795602039,"nbf":1795602031}      | 1      | accepted
            {"iss":"me","exp":1795602039,"nbf":true}            | 0      | nbf is a boolean, wanted is a number
            {"iss":"me","exp":1795602039,"iat":1795602030}      | 0      | accepted
            {"iss":"me","exp":1795602039,"iat":1795602031}      | 0      | iat is 2026-11-25T10:20:31Z, it is only 2026-11-25T10:20:30Z
            {"iss":"me","exp":1795602039,"iat":1795602031}      | 1      | accepted
            {"exp":1795602031}                                  | 0      | the claim iss is missing
            {"iss":"you","exp":1795602031}                      | 0      | iss "you" is not trusted, wanted is one of me, myself
            {"iss":"me/","exp":1795602031}                      | 0      | iss "me/" is not trusted, wanted is one of me, myself
            {"iss":["me"],"exp":1795602031}                     | 0      | iss is an array, wanted is a string
            {"iss":"me","iss":"me","exp":1795602031}            | 0      | the payload is not a JSON object: malformed, too deep, or with a name that stands twice in an object
            "me"                                                | 0      | the payload is not a JSON object: no JSON object
            ''                                                  | 0      | the payload is not a JSON object: no JSON object
            """)
    void claims(String claims, int leeway, String outcome) {
        assertThat(outcome(SIGNER.token(claims), Duration.ofSeconds(leeway), SIGNER.trusted())).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            token       | outcome
            ''          | the token has 1 parts, wanted are header, payload and signature
            H.P         | the token has 2 parts, wanted are header, payload and signature
            H.P.        | the signature does not verify
            H.P.S.      | the token has 4 parts, wanted are header, payload and signature
            .P.S        | the header is not a JSON object: no JSON object
            H..S        | the signature does not verify
            H.P.S=      | the signature is not base64url without padding and foreign characters
            H=.P.S      | the header is not base64url without padding and foreign characters
            H.P==.S     | the payload is not base64url without padding and foreign characters
            ' H.P.S'    | the header is not base64url without padding and foreign characters
            'H.P.S '    | the signature is not base64url without padding and foreign characters
            H.P?.S      | the payload is not base64url without padding and foreign characters
            H.P.S+      | the signature is not base64url without padding and foreign characters
            H.P.é       | the signature is not base64url without padding and foreign characters
            Bearer H.P.S | the header is not base64url without padding and foreign characters
            """)
    void forms(String form, String outcome) {
        String[] parts = SIGNER.token(GOOD).split("\\.");
        String token = Pattern.compile("[HPS]").matcher(form).replaceAll(part -> parts["HPS".indexOf(part.group())]);
        assertThat(outcome(token)).isEqualTo(outcome);
    }

    @Test
    void a_longer_token_than_can_arrive_is_not_even_decoded() {
        assertThat(outcome("?".repeat(10_241)))
                .isEqualTo("the token has 10241 characters, at most 10240 are read");
        assertThat(outcome("?".repeat(10_240))).startsWith("the token has 1 parts");
    }

    @Test
    void deep_nesting_is_refused() {
        String deep = "[".repeat(40) + "]".repeat(40);
        assertThat(outcome(SIGNER.token("{\"iss\":\"me\",\"exp\":1795602031,\"a\":" + deep + "}")))
                .startsWith("the payload is not a JSON object: malformed, too deep");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        // {"alg":"ES256"} in UTF-16, which JSON parsers like to guess.
        String utf16 = "AHsAIgBhAGwAZwAiADoAIgBFAFMAMgA1ADYAIgB9";
        assertThat(outcome(utf16 + ".e30.AA")).startsWith("the header is not a JSON object");
        assertThat(outcome("_w.e30.AA")).isEqualTo("the header is not a JSON object: not UTF-8");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"HS256", "HS384", "HS512"})
    void every_algorithm_verifies_its_own_signature_and_no_changed_one(JwtAlgorithm algorithm) {
        Signer signer = Signer.of("k", algorithm);
        String token = signer.token(GOOD);
        JwtVerifier verifier = new JwtVerifier(Set.of(algorithm), Duration.ZERO);
        assertThat(isSigned(verifier, token, signer.trusted())).isTrue();
        int signatureAt = token.lastIndexOf('.') + 1;
        List<String> accepted = new ArrayList<>();
        for (int at = signatureAt; at < token.length(); at += 7) {
            char other = token.charAt(at) == 'A' ? 'E' : 'A';
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            if (isSigned(verifier, changed, signer.trusted())) {
                accepted.add(changed);
            }
        }
        assertThat(accepted).isEmpty();
        assertThat(isSigned(verifier, token + "AAAA", signer.trusted())).isFalse();
        assertThat(isSigned(verifier, token.substring(0, token.length() - 4), signer.trusted())).isFalse();
    }

    private static boolean isSigned(JwtVerifier verifier, String token, TrustedKey key) {
        try {
            verifier.verifySignature(verifier.parse(token), List.of(key));
            return true;
        } catch (InvalidTokenException e) {
            return false;
        }
    }

    @Test
    void messages_show_little_of_what_strangers_send() {
        String header = "{\"alg\":\"" + "x\\u0000\\u202e\\n\\\"".repeat(100) + "\",\"kid\":\"k1\"}";
        assertThat(outcome(SIGNER.signed(header, GOOD)))
                .matches("alg \"[x?]{60}\" is not allowed, wanted is one of ES256, EdDSA");
    }
}
