package dev.headgate.identity.jwt;

import java.util.Set;

/// The header of a signed token (RFC 7515 §4). Only `alg` and `kid` are ever acted on; members that bring or point at keys
/// (`jwk`, `jku`, `x5c`, `x5u`) are ignored, since a token cannot vouch for itself.
///
/// @param algorithm the text of `alg`
/// @param keyId the text of `kid`; empty where there is none
/// @param members all members
public record JoseHeader(String algorithm, String keyId, Json.Obj members) {
    /// Reads a header.
    ///
    /// @throws InvalidTokenException when it has no `alg`, demands extensions, or has members of the wrong type
    static JoseHeader read(Json.Obj members) throws InvalidTokenException {
        if (members.member("crit").isPresent()) {
            throw new InvalidTokenException(new TokenProblem.CriticalHeader(names(members)));
        }
        if (members.member("b64").isPresent()) {
            throw new InvalidTokenException(new TokenProblem.UnencodedPayload());
        }
        if (members.member("alg").isEmpty()) {
            throw new InvalidTokenException(new TokenProblem.WrongType("alg", "missing", "a string"));
        }
        return new JoseHeader(text(members, "alg"), text(members, "kid"), members);
    }

    private static String names(Json.Obj members) {
        return members.members().get("crit") instanceof Json.Array(var items)
                ? String.join(" ", items.stream().map(item -> item instanceof Json.Text(var name) ? name : item.kind())
                        .toList())
                : members.members().get("crit").kind();
    }

    private static String text(Json.Obj members, String name) throws InvalidTokenException {
        return switch (members.members().get(name)) {
            case null -> "";
            case Json.Text(String value) -> value;
            case Json other -> throw new InvalidTokenException(
                    new TokenProblem.WrongType(name, other.kind(), "a string"));
        };
    }

    /// The algorithm, when it is one of the allowed ones.
    ///
    /// @throws InvalidTokenException when it is not
    public JwtAlgorithm algorithmAmong(Set<JwtAlgorithm> allowed) throws InvalidTokenException {
        return JwtAlgorithm.of(algorithm).filter(allowed::contains).orElseThrow(
                () -> new InvalidTokenException(new TokenProblem.AlgorithmNotAllowed(algorithm, allowed)));
    }
}
