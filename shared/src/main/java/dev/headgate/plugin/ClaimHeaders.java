package dev.headgate.plugin;

import dev.headgate.http.Headers;
import dev.headgate.identity.jwt.ClaimPath;
import dev.headgate.identity.jwt.Json;
import dev.headgate.identity.jwt.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Claims that the backend is told in header fields.
///
/// @param pairs in the order of the configuration
public record ClaimHeaders(List<Pair> pairs) {
    /// A claim and the field that carries it.
    public record Pair(ClaimPath claim, String header) {}

    public ClaimHeaders {
        pairs = List.copyOf(pairs);
    }

    /// The names of all fields.
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        pairs.forEach(pair -> names.add(pair.header()));
        return names;
    }

    /// The fields of a token. A claim that is absent or null has none; of several claims for one field the last
    /// counts.
    Headers of(Json.Obj claims) {
        Headers headers = Headers.EMPTY;
        for (Pair pair : pairs) {
            Optional<String> value = pair.claim().in(claims).flatMap(ClaimHeaders::value);
            if (value.isPresent()) {
                headers = headers.with(pair.header(), value.get());
            }
        }
        return headers;
    }

    /// A string, number or boolean as it is; an array or object as Kong sends it: its JSON in base64. A string with
    /// characters that would end the field is left out.
    private static Optional<String> value(Json claim) {
        return switch (claim) {
            case Json.Text(String text) -> Optional.of(text).filter(ClaimHeaders::isSendable);
            case Json.Num(String digits) -> Optional.of(digits);
            case Json.Flag(boolean flag) -> Optional.of(String.valueOf(flag));
            case Json.Null _ -> Optional.empty();
            case Json.Array _,Json.Obj _ -> Optional.of(
                    Base64.getEncoder().encodeToString(JsonText.of(claim).getBytes(StandardCharsets.UTF_8)));
        };
    }

    private static boolean isSendable(String text) {
        return text.chars().noneMatch(character -> character < ' ' && character != '\t' || character == 0x7f);
    }
}
