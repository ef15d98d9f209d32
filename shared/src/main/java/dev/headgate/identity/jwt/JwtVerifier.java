package dev.headgate.identity.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Verifies tokens of issuers whose keys are public: what RFC 7519 and RFC 8725 ask of a careful recipient, and what API
/// Gateway's JWT authorizer checks (issuer, `exp`, `nbf`, `iat`). Reads from top to bottom as the list of checks.
///
/// Immutable, so safe for use by many threads.
///
/// @param algorithms what tokens may be signed with
/// @param leeway how far the issuer's clock may be off
public record JwtVerifier(Set<JwtAlgorithm> algorithms, Duration leeway) {
    private static final double YEAR_9999_SECONDS = 253_402_300_799.0;

    /// Whom to believe.
    ///
    /// @param issuers what `iss` may be
    /// @param keys what may have signed
    public record Trust(List<String> issuers, List<TrustedKey> keys) {}

    public JwtVerifier {
        algorithms = Set.copyOf(algorithms);
    }

    /// Verifies a token and returns its claims.
    ///
    /// @param trust whom to believe; asked once, after the token has been found well-formed and of an allowed algorithm
    /// @throws InvalidTokenException when a check fails; the first that does is named
    public Json.Obj verify(String token, Function<JoseHeader, Trust> trust, Instant now)
            throws InvalidTokenException {
        CompactJws jws = parse(token);
        Trust trusted = trust.apply(jws.header());
        verifySignature(jws, trusted.keys());
        Json.Obj claims = jws.claims();
        verifyIssuer(claims, trusted.issuers());
        verifyTimes(claims, now);
        return claims;
    }

    /// Takes a token apart and checks that its algorithm is allowed, before any key is looked at.
    CompactJws parse(String token) throws InvalidTokenException {
        CompactJws jws = CompactJws.parse(token);
        jws.header().algorithmAmong(algorithms);
        return jws;
    }

    /// Checks the signature with the one trusted key that the token names.
    void verifySignature(CompactJws jws, List<TrustedKey> keys) throws InvalidTokenException {
        JwtAlgorithm algorithm = jws.header().algorithmAmong(algorithms);
        TrustedKey key = choose(jws.header().keyId(), algorithm, keys);
        if (!jws.isSignedBy(key.key(), algorithm)) {
            throw new InvalidTokenException(new TokenProblem.BadSignature());
        }
    }

    /// A token that names a key gets that one or none; one that does not gets the only key that fits, if there is only one.
    private static TrustedKey choose(String keyId, JwtAlgorithm algorithm, List<TrustedKey> keys)
            throws InvalidTokenException {
        List<TrustedKey> named = keyId.isEmpty()
                ? keys
                : keys.stream().filter(key -> key.keyId().equals(keyId)).toList();
        List<TrustedKey> fitting = named.stream().filter(key -> key.algorithms().contains(algorithm)).toList();
        if (fitting.size() > 1) {
            throw new InvalidTokenException(new TokenProblem.AmbiguousKey(keyId));
        }
        if (fitting.isEmpty()) {
            throw new InvalidTokenException(named.size() == 1
                    ? new TokenProblem.KeyForOtherAlgorithm(algorithm, named.getFirst().algorithms())
                    : new TokenProblem.UnknownKey(keyId));
        }
        return fitting.getFirst();
    }

    private static void verifyIssuer(Json.Obj claims, List<String> issuers) throws InvalidTokenException {
        String issuer = switch (claims.members().get("iss")) {
            case null -> throw new InvalidTokenException(new TokenProblem.ClaimMissing("iss"));
            case Json.Text(String text) -> text;
            case Json other -> throw new InvalidTokenException(
                    new TokenProblem.WrongType("iss", other.kind(), "a string"));
        };
        if (!issuers.contains(issuer)) {
            throw new InvalidTokenException(new TokenProblem.WrongIssuer(issuer, issuers));
        }
    }

    private void verifyTimes(Json.Obj claims, Instant now) throws InvalidTokenException {
        if (claims.member("exp").isEmpty()) {
            throw new InvalidTokenException(new TokenProblem.ClaimMissing("exp"));
        }
        Instant expiry = expiry(claims);
        if (!now.isBefore(expiry.plus(leeway))) {
            throw new InvalidTokenException(new TokenProblem.Expired(expiry, now));
        }
        for (String claim : List.of("nbf", "iat")) {
            if (claims.member(claim).isPresent() && time(claim, claims).isAfter(now.plus(leeway))) {
                throw new InvalidTokenException(new TokenProblem.NotYetValid(claim, time(claim, claims), now));
            }
        }
    }

    /// When a token with these claims expires.
    ///
    /// @throws InvalidTokenException when `exp` is no number
    public static Instant expiry(Json.Obj claims) throws InvalidTokenException {
        return time("exp", claims);
    }

    /// A NumericDate (RFC 7519 §2): seconds since 1970, perhaps with a fraction; later than the year 9999 is never.
    private static Instant time(String claim, Json.Obj claims) throws InvalidTokenException {
        Json value = claims.member(claim).orElse(new Json.Null());
        if (value instanceof Json.Num number) {
            return Instant.ofEpochMilli(Math.round(Math.min(number.value(), YEAR_9999_SECONDS) * 1000));
        }
        throw new InvalidTokenException(new TokenProblem.WrongType(claim, value.kind(), "a number"));
    }
}
