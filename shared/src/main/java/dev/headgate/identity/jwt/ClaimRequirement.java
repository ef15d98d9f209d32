package dev.headgate.identity.jwt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a claim must have: one of several alternatives, each of which is a set of values that must all be there. Kong
/// writes them as a list of texts, with blanks between the values of one alternative.
///
/// @param claim where the values stand
/// @param fallback where they stand in tokens that do not have the claim
/// @param alternatives none for no requirement at all
public record ClaimRequirement(ClaimPath claim, Optional<ClaimPath> fallback, List<List<String>> alternatives) {
    public ClaimRequirement {
        alternatives = List.copyOf(alternatives);
    }

    /// As written in Kong's `scopes_required` and its like.
    public static ClaimRequirement of(List<String> claim, List<String> required) {
        return new ClaimRequirement(new ClaimPath(claim), Optional.empty(), required.stream()
                .map(words -> Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).toList()).toList());
    }

    /// The same, looking at another claim in tokens that do not have this one.
    public ClaimRequirement orElse(ClaimPath other) {
        return new ClaimRequirement(claim, Optional.of(other), alternatives);
    }

    /// Whether a token obeys.
    public boolean isMetBy(Json.Obj claims) {
        ClaimPath looked = claim.in(claims).isPresent() ? claim : fallback.orElse(claim);
        List<String> values = looked.valuesIn(claims);
        return alternatives.isEmpty() || alternatives.stream().anyMatch(values::containsAll);
    }
}
