package dev.headgate.plugin;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import dev.headgate.identity.jwt.CompactJws;
import dev.headgate.identity.jwt.InvalidTokenException;
import dev.headgate.identity.jwt.Json;
import dev.headgate.identity.jwt.JwtAlgorithm;
import dev.headgate.identity.jwt.TokenProblem;
import dev.headgate.plugin.transform.HeaderLookup;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/// Where the jwt plugin looks for tokens, and how it reads them (`retrieve_tokens` in kong/plugins/jwt/handler.lua,
/// `decode_token` in jwt_parser.lua).
///
/// @param uriParamNames query parameters
/// @param cookieNames cookies
/// @param headerNames header fields
public record JwtTokens(List<String> uriParamNames, List<String> cookieNames, List<String> headerNames) {
    /// The word may stand anywhere in the field, as in Kong.
    private static final Pattern BEARER = Pattern.compile("[Bb]earer\\s+(.+)", Pattern.UNIX_LINES);

    public JwtTokens {
        uriParamNames = List.copyOf(uriParamNames);
        cookieNames = List.copyOf(cookieNames);
        headerNames = List.copyOf(headerNames);
    }

    /// What a request brings.
    sealed interface Found {
        /// No token.
        record Nothing() implements Found {}

        /// One, however often.
        record Token(String token) implements Found {}

        /// Different ones.
        record Several() implements Found {}

        /// A query parameter without a value, which Kong takes for a flag.
        record Flag() implements Found {}
    }

    /// What a token says.
    sealed interface Decoded {
        /// It is well-formed and not yet believed.
        record Good(CompactJws jws, JwtAlgorithm algorithm, Json.Obj claims) implements Decoded {}

        /// It is not; with the word that Kong has for it, or one in its style.
        record Bad(String message) implements Decoded {}
    }

    /// The names of all places in which tokens are looked for.
    Set<String> names() {
        return Stream.of(uriParamNames, cookieNames, headerNames).flatMap(List::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    Found find(Request request) {
        Set<Found> found = new LinkedHashSet<>();
        Query query = uriParamNames.isEmpty() ? Query.EMPTY : Query.parse(request.target().rawQuery());
        for (Query.Parameter parameter : query.parameters()) {
            if (uriParamNames.contains(parameter.name())) {
                found.add(parameter.hasValue() ? new Found.Token(parameter.value()) : new Found.Flag());
            }
        }
        for (String name : cookieNames) {
            CookieLookup.first(request.headers(), name).ifPresent(cookie -> found.add(new Found.Token(cookie)));
        }
        for (String name : headerNames) {
            bearer(request.headers(), name).ifPresent(token -> found.add(new Found.Token(token)));
        }
        found.remove(new Found.Token(""));
        return switch (found.size()) {
            case 0 -> new Found.Nothing();
            case 1 -> found.iterator().next();
            default -> new Found.Several();
        };
    }

    /// The token in the first of the fields of that name.
    private static Optional<String> bearer(Headers headers, String name) {
        return HeaderLookup.all(headers, name).stream().findFirst().map(BEARER::matcher).filter(Matcher::find)
                .map(match -> match.group(1));
    }

    static Decoded decode(String token) {
        try {
            CompactJws jws = CompactJws.parse(token);
            Optional<JwtAlgorithm> algorithm = JwtAlgorithm.of(jws.header().algorithm());
            return algorithm.isPresent()
                    ? new Decoded.Good(jws, algorithm.get(), jws.claims())
                    : new Decoded.Bad("invalid alg");
        } catch (InvalidTokenException e) {
            return new Decoded.Bad(message(e.problem()));
        }
    }

    private static String message(TokenProblem problem) {
        return switch (problem) {
            case TokenProblem.NotThreeParts(int parts) -> parts > 3 ? "invalid signature" : "invalid JSON";
            case TokenProblem.BadEncoding(String part) when part.equals("signature") -> "invalid signature";
            case TokenProblem.BadEncoding _,TokenProblem.BadJson _ -> "invalid JSON";
            case TokenProblem.WrongType(String member, String _, String _) -> "invalid " + member;
            case TokenProblem.TooLong _ -> "too long";
            case TokenProblem.CriticalHeader _ -> "invalid crit";
            case TokenProblem.UnencodedPayload _ -> "invalid b64";
            case TokenProblem.AlgorithmNotAllowed _ -> "invalid alg";
            case TokenProblem.UnknownKey _,TokenProblem.AmbiguousKey _,TokenProblem.KeyForOtherAlgorithm _,TokenProblem.BadSignature _,TokenProblem.ClaimMissing _,TokenProblem.Expired _,TokenProblem.NotYetValid _,TokenProblem.WrongIssuer _ ->
                    throw new IllegalStateException("found while a token was only taken apart: " + problem.message());
        };
    }

    /// The key of a shared secret; empty where the secret is empty or not the base64 that it has to be.
    static Optional<Key> secretKey(String secret, boolean isBase64) {
        return (isBase64 ? base64(secret) : Optional.of(secret.getBytes(StandardCharsets.UTF_8)))
                .filter(octets -> octets.length > 0).map(octets -> new SecretKeySpec(octets, "HMAC"));
    }

    /// Either alphabet, with or without padding; what follows padding is passed over, as Kong does.
    private static Optional<byte[]> base64(String text) {
        String digits = text.split("=", 2)[0].replace('+', '-').replace('/', '_');
        try {
            return Optional.of(Base64.getUrlDecoder().decode(digits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
