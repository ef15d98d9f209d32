package dev.headgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every case of Wycheproof's JSON Web vectors and of the raw signatures under them: what is labelled invalid is refused,
/// what is labelled valid is accepted, and the exceptions are named with their reason.
class WycheproofTest {
    private static final JwtVerifier VERIFIER = new JwtVerifier(EnumSet.allOf(JwtAlgorithm.class), Duration.ZERO);

    /// Labelled invalid, but the same text under the same key as 357, which is valid.
    private static final Set<Integer> SAME_AS_A_VALID_ONE = Set.of(367, 370);
    /// Labelled valid, with a `?` inside a part: RFC 7515 §2 has no such character.
    private static final Set<Integer> FOREIGN_CHARACTER = Set.of(372, 373);
    /// Labelled valid, although the JWK says PS256 and the header PS384.
    private static final Set<Integer> OTHER_ALGORITHM_THAN_THE_KEY = Set.of(346, 350);
    /// Labelled valid, although the JWK says ES521, which is no algorithm.
    private static final Set<Integer> UNKNOWN_ALGORITHM_IN_THE_KEY = Set.of(347, 351);

    /// The numbers of the cases that the predicate takes.
    private static Set<Integer> ids(List<Vectors.Case> cases, Predicate<Vectors.Case> predicate) {
        return cases.stream().filter(predicate).map(Vectors.Case::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAccepted(Vectors.Case each) {
        try {
            VERIFIER.verifySignature(VERIFIER.parse(each.token()), keys(each));
            return true;
        } catch (InvalidTokenException | GivenKeys.UntrustedException | MalformedJsonException e) {
            return false;
        }
    }

    private static List<TrustedKey> keys(Vectors.Case each)
            throws GivenKeys.UntrustedException, MalformedJsonException {
        String member = each.group().member("public").isPresent() ? "public" : "private";
        return GivenKeys.read(Vectors.object(each.group(), member));
    }

    @Test
    void signature_file() {
        List<Vectors.Case> cases = Vectors.wycheproof("json_web_signature_test.json");
        Set<Integer> expected = ids(cases, Vectors.Case::isValid);
        assertThat(expected).hasSize(46).doesNotContainAnyElementsOf(SAME_AS_A_VALID_ONE).containsAll(FOREIGN_CHARACTER)
                .containsAll(OTHER_ALGORITHM_THAN_THE_KEY).containsAll(UNKNOWN_ALGORITHM_IN_THE_KEY);
        expected.addAll(SAME_AS_A_VALID_ONE);
        expected.removeAll(FOREIGN_CHARACTER);
        expected.removeAll(OTHER_ALGORITHM_THAN_THE_KEY);
        expected.removeAll(UNKNOWN_ALGORITHM_IN_THE_KEY);
        assertThat(cases).hasSize(42 + 359);
        assertThat(ids(cases, WycheproofTest::isAccepted)).isEqualTo(expected).hasSize(42);
    }

    @Test
    void the_cases_that_contradict_each_other_are_one_text() {
        List<String> tokens = Vectors.wycheproof("json_web_signature_test.json").stream()
                .filter(each -> each.id() == 357 || SAME_AS_A_VALID_ONE.contains(each.id()))
                .map(Vectors.Case::token).distinct().toList();
        assertThat(tokens).hasSize(1);
    }

    @Test
    void key_file() {
        List<Vectors.Case> cases = Vectors.wycheproof("json_web_key_test.json");
        assertThat(cases).hasSize(5 + 21);
        assertThat(ids(cases, WycheproofTest::isAccepted)).isEqualTo(ids(cases, Vectors.Case::isValid)).hasSize(5);
    }

    @Test
    void crypto_file_accepts_valid_signatures_and_no_encryption() {
        List<Vectors.Case> cases = Vectors.wycheproof("json_web_crypto_test.json");
        assertThat(cases).hasSize(83);
        assertThat(ids(cases, Vectors.Case::isValid)).hasSize(6);
        assertThat(ids(cases, Vectors.Case::isEncrypted)).hasSize(34);
        assertThat(ids(cases, WycheproofTest::isAccepted))
                .isEqualTo(ids(cases, each -> each.isValid() && !each.isEncrypted())).hasSize(4);
    }

    @Test
    void encryption_file_is_refused_whole() {
        List<Vectors.Case> cases = Vectors.wycheproof("json_web_encryption_test.json");
        assertThat(cases).hasSize(139);
        assertThat(ids(cases, WycheproofTest::isAccepted)).isEmpty();
    }

    /// A bearer token is compact; none of these is even labelled valid.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            json_web_signature_test.json  | 17
            json_web_key_test.json        | ''
            json_web_crypto_test.json     | 17,66
            json_web_encryption_test.json | 22
            """)
    void json_serialisations_are_refused(String file, String ids) {
        List<Vectors.Case> cases = Vectors.wycheproof(file);
        Set<Integer> found = ids(cases, Vectors.Case::isJsonSerialization);
        assertThat(found.stream().map(String::valueOf).collect(Collectors.joining(","))).isEqualTo(ids);
        assertThat(ids(cases, each -> each.isJsonSerialization() && isAccepted(each))).isEmpty();
    }

    /// The payloads of these files are no claims, so that the whole verifier refuses also what is signed well.
    @ParameterizedTest
    @CsvSource({"json_web_signature_test.json", "json_web_key_test.json", "json_web_crypto_test.json",
            "json_web_encryption_test.json"})
    void no_token_passes_the_whole_verifier(String file) {
        assertThat(ids(Vectors.wycheproof(file), WycheproofTest::passesAsBearerToken)).isEmpty();
    }

    private static boolean passesAsBearerToken(Vectors.Case each) {
        try {
            List<TrustedKey> keys = keys(each);
            VERIFIER.verify(each.token(), _ -> new JwtVerifier.Trust(List.of("issuer"), keys), Instant.EPOCH);
            return true;
        } catch (InvalidTokenException | GivenKeys.UntrustedException | MalformedJsonException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            file                                       | algorithm | valid | invalid
            ecdsa_secp256r1_sha256_p1363_test.json     | ES256     | 173   | 89
            ecdsa_secp384r1_sha384_p1363_test.json     | ES384     | 193   | 87
            ecdsa_secp521r1_sha512_p1363_test.json     | ES512     | 231   | 87
            ed25519_test.json                          | EDDSA     | 88    | 63
            rsa_pss_2048_sha256_mgf1_32_test.json      | PS256     | 63    | 45
            # 249 invalid ones and the one that was legal by an old reading: PKCS #1 without NULL.
            rsa_signature_2048_sha256_test.json        | RS256     | 9     | 250
            """)
    void raw_signatures(String file, JwtAlgorithm algorithm, int valid, int invalid) {
        List<Vectors.Case> cases = Vectors.wycheproof("raw-signature/" + file);
        assertThat(cases).hasSize(valid + invalid);
        assertThat(ids(cases, each -> isSigned(each, algorithm))).isEqualTo(ids(cases, Vectors.Case::isValid))
                .hasSize(valid);
    }

    private static boolean isSigned(Vectors.Case each, JwtAlgorithm algorithm) {
        return switch (JwtKeys.read(algorithm, Vectors.text(each.group(), "publicKeyPem"))) {
            case JwtKeys.Reading.Good(var key) -> Signatures.verifies(algorithm, key, hex(each, "msg"),
                    hex(each, "sig"));
            case JwtKeys.Reading.Bad(String problem, String _) -> throw new AssertionError(each.id() + ": " + problem);
        };
    }

    private static byte[] hex(Vectors.Case each, String member) {
        return HexFormat.of().parseHex(Vectors.text(each.test(), member));
    }
}
