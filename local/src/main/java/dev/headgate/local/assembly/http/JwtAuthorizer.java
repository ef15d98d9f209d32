package dev.headgate.local.assembly.http;

import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import java.io.IOException;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A JWT authorizer
/// ([JWT authorizers](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html)). What the
/// page leaves open: a token without `exp` is refused, `Bearer ` counts in this case only, `crit` is not looked at, and no
/// clock is allowed to go wrong. Safe for use by many threads.
///
/// @param name as the template gives it
/// @param identitySource where the token stands
/// @param issuer that `iss` has to be, to the letter
/// @param audiences of which `aud` has to have one, or `client_id` has to be one where there is no `aud`
/// @param keys of the issuer
record JwtAuthorizer(String name, MappingSource identitySource, String issuer, List<String> audiences, IssuerKeys keys,
        InstantSource clock) {
    private static final String BEARER = "Bearer ";

    JwtAuthorizer {
        audiences = List.copyOf(audiences);
    }

    /// Judges a request to a route.
    ///
    /// @param scopes of the route; empty for none
    Verdict judge(MappingValues values, List<String> scopes) {
        String given = values.of(identitySource).orElse("");
        String token = given.startsWith(BEARER) ? given.substring(BEARER.length()) : given;
        if (token.isEmpty()) {
            return new Verdict.Refused(challenge("Bearer"));
        }
        Optional<Jwt> parsed = Jwt.of(token);
        if (parsed.isEmpty()) {
            return invalid(scopes, "the token is malformed");
        }
        Jwt jwt = parsed.get();
        Optional<String> problem = signatureProblem(jwt).or(() -> claimProblem(jwt.claims()));
        if (problem.isPresent()) {
            return invalid(scopes, problem.get());
        }
        List<String> held = held(jwt.claims());
        if (!scopes.isEmpty() && scopes.stream().noneMatch(held::contains)) {
            return new Verdict.Refused(ApiAnswers.forbidden());
        }
        return new Verdict.Passed(new Caller.OfToken(jwt.claimTexts(),
                scopes.isEmpty() ? Optional.empty() : Optional.of(held)));
    }

    private Optional<String> signatureProblem(Jwt jwt) {
        if (!jwt.hasRsaAlgorithm()) {
            return Optional.of("signing method is invalid");
        }
        try {
            Optional<PublicKey> key = keys.key(jwt.header().text("kid").orElse(""));
            return key.filter(jwt::isSignedBy).isPresent()
                    ? Optional.empty()
                    : Optional.of(key.isPresent() ? "signature verification failed" : "signing key is not known");
        } catch (IOException _) {
            return Optional.of("OIDC discovery endpoint communication error");
        }
    }

    private Optional<String> claimProblem(JsonValue.Members claims) {
        if (!claims.text("iss").orElse("").equals(issuer)) {
            return Optional.of("the token does not have a valid issuer");
        }
        if (audiencesOf(claims).stream().noneMatch(audiences::contains)) {
            return Optional.of("the token does not have a valid audience");
        }
        double now = clock.millis() / 1000.0;
        if (claims.number("exp").map(JsonValue.Num::value).filter(exp -> exp > now).isEmpty()) {
            return Optional.of("the token has expired");
        }
        return isToCome(claims, "nbf", now) || isToCome(claims, "iat", now)
                ? Optional.of("the token is not valid yet")
                : Optional.empty();
    }

    /// Of something that is there and no number, nobody can say that it is over.
    private static boolean isToCome(JsonValue.Members claims, String name, double now) {
        return claims.member(name).isPresent()
                && claims.number(name).map(JsonValue.Num::value).filter(time -> time <= now).isEmpty();
    }

    private static List<String> audiencesOf(JsonValue.Members claims) {
        return texts(claims, claims.member("aud").isPresent() ? "aud" : "client_id");
    }

    private static List<String> held(JsonValue.Members claims) {
        List<String> held = new ArrayList<>();
        for (String text : texts(claims, claims.member("scope").isPresent() ? "scope" : "scp")) {
            held.addAll(List.of(text.split(" ")));
        }
        return List.copyOf(held);
    }

    private static List<String> texts(JsonValue.Members claims, String name) {
        List<String> texts = new ArrayList<>();
        claims.text(name).ifPresent(texts::add);
        for (JsonValue item : claims.items(name)) {
            if (item instanceof JsonValue.Text(String text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Verdict invalid(List<String> scopes, String description) {
        return new Verdict.Refused(challenge("Bearer scope=\"" + String.join(" ", scopes)
                + "\" error=\"invalid_token\" error_description=\"" + description + "\""));
    }

    private static Response challenge(String value) {
        return ApiAnswers.unauthorized().withHeader("www-authenticate", value);
    }
}
