package dev.headgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JwtKeysTest {
    private static final Signer RSA = Signer.of("rsa", JwtAlgorithm.RS256);
    private static final Signer P256 = Signer.of("p256", JwtAlgorithm.ES256);

    /// What is wrong with a key in PEM and what to write instead, where something is.
    private static Optional<String> problem(String algorithm, String pem) {
        return switch (JwtKeys.read(JwtAlgorithm.of(algorithm).orElseThrow(), pem)) {
            case JwtKeys.Reading.Good _ -> Optional.empty();
            case JwtKeys.Reading.Bad(String problem, String hint) -> Optional.of(problem + " " + hint);
        };
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"HS256", "HS384", "HS512"})
    void a_key_of_the_algorithms_own_family_is_taken(JwtAlgorithm algorithm) {
        Signer signer = Signer.of("k", algorithm);
        assertThat(JwtKeys.read(algorithm, signer.pem()))
                .isEqualTo(new JwtKeys.Reading.Good(signer.keys().getPublic()));
        assertThat(problem(algorithm.jwaName(), "text before\n" + signer.pem() + "and after")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            algorithm | key    | problem
            ES256     | RSA    | invalid key: not a key for ES256. ES256 needs an EC key on P-256.
            ES384     | P256   | invalid key: not a key for ES384. ES384 needs an EC key on P-384.
            ES512     | P256   | invalid key: not a key for ES512. ES512 needs an EC key on P-521.
            PS256     | P256   | invalid key: not a key for PS256. PS256 needs an RSA key.
            EdDSA     | RSA    | invalid key: not a key for EdDSA. EdDSA needs an Ed25519 or Ed448 key.
            RS256     | SHORT  | invalid key: an RSA key of 1024 bits, wanted are at least 2048. Let the issuer sign with another key.
            """)
    void a_key_that_does_not_fit_is_named(String algorithm, String key, String problem) {
        String pem = switch (key) {
            case "RSA" -> RSA.pem();
            case "P256" -> P256.pem();
            default -> Signer.rsa("short", JwtAlgorithm.RS256, 1024).pem();
        };
        assertThat(problem(algorithm, pem)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            text                                                                      | problem
            ''                                                                        | invalid key: no PEM block. Write a public key in PEM: -----BEGIN PUBLIC KEY----- …
            MIIBIjANBg                                                                | invalid key: no PEM block. Write a public key in PEM: -----BEGIN PUBLIC KEY----- …
            -----BEGIN PUBLIC KEY-----MIIB-----END PRIVATE KEY-----                   | invalid key: no PEM block. Write a public key in PEM: -----BEGIN PUBLIC KEY----- …
            -----BEGIN PUBLIC KEY-----M-----END PUBLIC KEY-----                       | invalid key: a PEM block that is no base64. Copy the key anew.
            -----BEGIN PUBLIC KEY-----MIIB-----END PUBLIC KEY-----                    | invalid key: not a key for RS256. RS256 needs an RSA key.
            -----BEGIN PRIVATE KEY-----MIIB-----END PRIVATE KEY-----                  | invalid key: a private key. Write its public half, as openssl pkey -in key.pem -pubout prints it.
            -----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----                  | invalid key: a certificate. Write its public key, as openssl x509 -in certificate.pem -pubkey -noout prints it.
            -----BEGIN DH PARAMETERS-----MIIB-----END DH PARAMETERS-----              | invalid key: a PEM block of kind DH PARAMETERS. Write a block of kind PUBLIC KEY.
            """)
    void what_is_no_public_key_is_named(String text, String problem) {
        assertThat(problem("RS256", text)).contains(problem);
    }

    @Test
    void the_older_form_of_rsa_keys_is_read_too() {
        // A PKCS #1 key is what a SubjectPublicKeyInfo has after 24 octets, for moduli of 2048 bits.
        byte[] encoded = RSA.keys().getPublic().getEncoded();
        String pkcs1 = Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, 24, encoded.length));
        assertThat(JwtKeys.read(JwtAlgorithm.RS512,
                "-----BEGIN RSA PUBLIC KEY-----\r\n" + pkcs1 + "\r\n-----END RSA PUBLIC KEY-----"))
                .isEqualTo(new JwtKeys.Reading.Good(RSA.keys().getPublic()));
    }

    static Stream<Signer> signers() {
        Stream<Signer> each = EnumSet.complementOf(
                EnumSet.of(JwtAlgorithm.HS256, JwtAlgorithm.HS384, JwtAlgorithm.HS512)).stream()
                .map(algorithm -> Signer.of("k-" + algorithm, algorithm));
        return Stream.concat(each, Stream.of(Signer.edwards("k-448", "Ed448")));
    }

    @ParameterizedTest
    @MethodSource("signers")
    void a_jwk_is_the_same_key(Signer signer) throws MalformedJsonException {
        JwkSet set = JwkSet.published(("{\"keys\":[" + signer.jwk() + "]}").getBytes(
                StandardCharsets.UTF_8));
        assertThat(set).isEqualTo(new JwkSet(List.of(signer.trusted()), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            changed                                     | why it is left out
            "use":"enc",                                | its use is not sig
            "use":["sig"],                              | its use is not sig
            "key_ops":["sign"],                         | its key_ops do not have verify
            "key_ops":"verify",                         | its key_ops do not have verify
            "kid":7,                                    | its kid is no string
            "alg":"ES384",                              | its alg does not fit it, or is none that Headgate knows
            "alg":"RS256",                              | its alg does not fit it, or is none that Headgate knows
            "alg":"none",                               | its alg does not fit it, or is none that Headgate knows
            "alg":1,                                    | its alg does not fit it, or is none that Headgate knows
            """)
    void a_jwk_that_cannot_verify_is_left_out(String changed, String why) {
        assertThat(read("{" + changed + P256.members() + "}")).isEqualTo(new Jwk.Content.Unusable(why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            jwk                                                     | why it is left out
            {"kty":"EC","crv":"P-256","x":"AA","y":"AA"}            | its coordinates do not have the curve's length
            {"kty":"EC","crv":"P-256","x":"Z","y":"Z"}              | it is an EC key that is no point of P-256, P-384 or P-521
            {"kty":"EC","crv":"secp256k1","x":"Z","y":"Z"}          | its crv is not P-256, P-384 or P-521
            {"kty":"EC","crv":"P-256","y":"Z"}                      | its x is missing or not base64url
            {"kty":"OKP","crv":"X25519","x":"Z"}                    | its crv is not Ed25519 or Ed448
            {"kty":"OKP","crv":"Ed448","x":"Z"}                     | it is malformed
            {"kty":"RSA","n":"Z","e":"AQAB"}                        | it is malformed
            {"kty":"RSA","n":"","e":"AQAB"}                         | its n is missing or not base64url
            {"kty":"RSA","n":"AQAB=","e":"AQAB"}                    | its n is missing or not base64url
            {"kty":"oct","k":"AA"}                                  | it is a secret of 8 bits, wanted are at least 256
            {"kty":"oct","k":"Z","alg":"HS384"}                     | its alg does not fit it, or is none that Headgate knows
            {"kty":"AKP"}                                           | its kty "AKP" is none that Headgate knows
            {"kty":7}                                               | its kty "" is none that Headgate knows
            {}                                                      | its kty "" is none that Headgate knows
            """)
    void a_malformed_jwk_is_left_out(String jwk, String why) {
        // Z stands for 32 zero octets.
        assertThat(read(jwk.replace("\"Z\"", "\"" + "A".repeat(43) + "\""))).isEqualTo(new Jwk.Content.Unusable(why));
    }

    private static Jwk.Content read(String jwk) {
        return Jwk.read(Vectors.parse(jwk.getBytes(StandardCharsets.UTF_8))).content();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            exponent | problem
            1        | an RSA key with public exponent 1, wanted is an odd one of at least 3
            4        | an RSA key with public exponent 4, wanted is an odd one of at least 3
            3        | ''
            65537    | ''
            """)
    void exponents(long exponent, String problem) {
        assertThat(RsaKeyChecks.problem(rsa(((RSAPublicKey) RSA.keys().getPublic())
                .getModulus(), exponent)).orElse("")).isEqualTo(problem);
    }

    @Test
    void a_modulus_that_can_be_factored_is_refused() {
        // 65537 to any power, modulo the primes that are looked at, has the fingerprint; so has its sum with their product.
        var product = Stream.of(3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
                97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167)
                .map(BigInteger::valueOf).reduce(BigInteger.TWO, BigInteger::multiply);
        var modulus = product.shiftLeft(2048).add(BigInteger.valueOf(65537).pow(5));
        assertThat(RsaKeyChecks.problem(rsa(modulus, 65537)))
                .isEqualTo(Optional.of("an RSA key made by a faulty generator (ROCA, CVE-2017-15361)"));
        assertThat(RsaKeyChecks.problem(rsa(modulus.add(BigInteger.TWO), 65537))).isEmpty();
        assertThat(RsaKeyChecks.problem(rsa(modulus.add(BigInteger.ONE), 65537)))
                .contains("an RSA key with an even modulus");
    }

    /// A key that the JDK itself would not make.
    private static RSAPublicKey rsa(BigInteger modulus, long exponent) {
        return new RSAPublicKey() {
            private static final long serialVersionUID = 1L;

            @Override
            public BigInteger getPublicExponent() {
                return BigInteger.valueOf(exponent);
            }

            @Override
            public BigInteger getModulus() {
                return modulus;
            }

            @Override
            public String getAlgorithm() {
                return "RSA";
            }

            @Override
            public String getFormat() {
                return "";
            }

            @Override
            public byte[] getEncoded() {
                return new byte[0];
            }
        };
    }

    @Test
    void keys_that_share_a_name_cannot_be_told_apart() throws MalformedJsonException {
        Signer twin = Signer.of("p256", JwtAlgorithm.ES256);
        String set = "{\"keys\":[" + P256.jwk() + "," + RSA.jwk() + "," + twin.jwk() + "]}";
        assertThat(JwkSet.published(set.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new JwkSet(List.of(RSA.trusted()),
                        List.of("the keys p256 are left out: they share that kid")));
    }

    @Test
    void a_set_of_more_keys_than_anybody_rotates_is_cut() throws MalformedJsonException {
        String set = "{\"keys\":[" + (P256.jwk() + ",").repeat(100) + RSA.jwk() + "]}";
        assertThat(JwkSet.published(set.getBytes(StandardCharsets.UTF_8)).leftOut())
                .contains("1 keys are left out: at most 100 are read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                | no key set: keys is not an array
            {"keys":{}}       | no key set: keys is not an array
            {"keys":["a"]}    | no key set: a key is not an object
            []                | no JSON object
            """)
    void what_is_no_key_set_is_named(String document, String why) {
        assertThatThrownBy(
                () -> JwkSet.published(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class).hasMessage(why);
    }
}
