package dev.headgate.identity.jwt;

import java.util.List;
import java.util.Optional;

/// Where a claim stands: its name, or the names of the objects around it from the outermost inwards.
///
/// @param names never empty
public record ClaimPath(List<String> names) {
    public ClaimPath {
        names = List.copyOf(names);
    }

    public ClaimPath(String... names) {
        this(List.of(names));
    }

    /// What stands there, if it is not null.
    public Optional<Json> in(Json.Obj claims) {
        Json current = claims;
        for (String name : names) {
            if (!(current instanceof Json.Obj object) || object.member(name).isEmpty()) {
                return Optional.empty();
            }
            current = object.member(name).get();
        }
        return current instanceof Json.Null ? Optional.empty() : Optional.of(current);
    }

    /// The text of a string or a number that stands there.
    public Optional<String> textIn(Json.Obj claims) {
        return in(claims).flatMap(ClaimPath::text);
    }

    /// The values that stand there: those of an array, the words of a string between blanks (RFC 6749 §3.3), or a number.
    public List<String> valuesIn(Json.Obj claims) {
        return in(claims).map(claim -> switch (claim) {
            case Json.Text(String words) -> List.of(words.split(" ")).stream().filter(word -> !word.isEmpty()).toList();
            case Json.Array(List<Json> items) -> items.stream().flatMap(item -> text(item).stream()).toList();
            case Json.Num(String digits) -> List.of(digits);
            case Json.Flag _,Json.Null _,Json.Obj _ -> List.<String>of();
        }).orElse(List.of());
    }

    private static Optional<String> text(Json claim) {
        return switch (claim) {
            case Json.Text(String value) -> Optional.of(value).filter(text -> !text.isEmpty());
            case Json.Num(String digits) -> Optional.of(digits);
            case Json.Array _,Json.Flag _,Json.Null _,Json.Obj _ -> Optional.empty();
        };
    }
}
