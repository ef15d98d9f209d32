package dev.headgate.identity.jwt;

import java.nio.charset.StandardCharsets;
import java.security.Key;

/// A signed token in compact serialisation (RFC 7515 §7.1), taken apart and not yet believed. Immutable.
public final class CompactJws {
    /// API Gateway takes at most 10,240 bytes of request line and header fields, so no longer token can arrive.
    public static final int TOKEN_CHARACTERS_MAX = 10_240;

    private final JoseHeader header;
    private final byte[] payload;
    private final byte[] signature;
    private final String signingInput;

    private CompactJws(JoseHeader header, byte[] payload, byte[] signature, String signingInput) {
        this.header = header;
        this.payload = payload;
        this.signature = signature;
        this.signingInput = signingInput;
    }

    /// Takes a token apart.
    ///
    /// @throws InvalidTokenException when it is anything but a strictly written compact JWS
    public static CompactJws parse(String token) throws InvalidTokenException {
        if (token.length() > TOKEN_CHARACTERS_MAX) {
            throw new InvalidTokenException(new TokenProblem.TooLong(token.length(), TOKEN_CHARACTERS_MAX));
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidTokenException(new TokenProblem.NotThreeParts(parts.length));
        }
        JoseHeader header = JoseHeader.read(object("header", decode("header", parts[0])));
        byte[] payload = decode("payload", parts[1]);
        byte[] signature = decode("signature", parts[2]);
        return new CompactJws(header, payload, signature, parts[0] + "." + parts[1]);
    }

    /// The payload as a set of claims (RFC 7519 §4).
    ///
    /// @throws InvalidTokenException when it is no JSON object
    public Json.Obj claims() throws InvalidTokenException {
        return object("payload", payload);
    }

    /// What the token says about itself.
    public JoseHeader header() {
        return header;
    }

    /// Whether the signature is that of this key.
    ///
    /// @param algorithm the one that the header names and the caller allows
    public boolean isSignedBy(Key key, JwtAlgorithm algorithm) {
        return Signatures.verifies(algorithm, key, signingInput.getBytes(StandardCharsets.US_ASCII), signature);
    }

    private static byte[] decode(String part, String text) throws InvalidTokenException {
        return Base64Url.decode(text)
                .orElseThrow(() -> new InvalidTokenException(new TokenProblem.BadEncoding(part)));
    }

    private static Json.Obj object(String part, byte[] document) throws InvalidTokenException {
        try {
            return Json.object(document);
        } catch (MalformedJsonException e) {
            throw new InvalidTokenException(new TokenProblem.BadJson(part, e.getMessage()));
        }
    }
}
