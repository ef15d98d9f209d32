package dev.headgate.local.assembly.http;

import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A token in compact form (RFC 7515 §3.1), taken apart. Nothing of it is believed before its signature holds.
///
/// @param header of the signature
/// @param claims what the token says
/// @param signed what is signed
/// @param signature over it
record Jwt(JsonValue.Members header, JsonValue.Members claims, Body signed, Body signature) {
    /// "Only RSA-based algorithms are supported": RSASSA-PKCS1-v1_5. Whether RSASSA-PSS is, AWS does not say; here it is not.
    private static final Map<String, String> ALGORITHMS = Map.of("RS256", "SHA256withRSA", "RS384", "SHA384withRSA",
            "RS512", "SHA512withRSA");

    /// Takes a token apart; empty where it is none.
    static Optional<Jwt> of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Optional<JsonValue.Members> header = object(parts[0]);
            Optional<JsonValue.Members> claims = object(parts[1]);
            Body signature = Body.of(Base64.getUrlDecoder().decode(parts[2]));
            return header.isPresent() && claims.isPresent()
                    ? Optional.of(new Jwt(header.get(), claims.get(),
                            Body.utf8(parts[0] + "." + parts[1]), signature))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonValue.Members> object(String part) {
        return JsonValue.parseObject(Body.of(Base64.getUrlDecoder().decode(part)));
    }

    boolean hasRsaAlgorithm() {
        return ALGORITHMS.containsKey(header.text("alg").orElse(""));
    }

    /// Whether the signature is this key's, by the algorithm that the token names, which has to be one for RSA keys.
    boolean isSignedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHMS.get(header.text("alg").orElse("")));
            verifier.initVerify(key);
            verifier.update(signed.bytes());
            return verifier.verify(signature.bytes());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// The claims as functions and mappings see them: numbers and flags as texts, lists as `[a b]`, objects as JSON, nothing
    /// for null (measured on AWS in August 2026 by floci's `JwtClaimsWireFormatTest`).
    Map<String, String> claimTexts() {
        return claims.values().entrySet().stream().filter(claim -> !(claim.getValue() instanceof JsonValue.Null))
                .collect(Collectors.toMap(Map.Entry::getKey, claim -> text(claim.getValue())));
    }

    private static String text(JsonValue value) {
        return switch (value) {
            case JsonValue.Text(String text) -> text;
            case JsonValue.Num(String digits) -> digits;
            case JsonValue.Flag(boolean flag) -> String.valueOf(flag);
            case JsonValue.Items(List<JsonValue> items) ->
                    items.stream().map(Jwt::text).collect(Collectors.joining(" ", "[", "]"));
            case JsonValue.Members members -> members.document();
            case JsonValue.Null _ -> "";
        };
    }
}
