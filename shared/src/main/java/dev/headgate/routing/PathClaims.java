package dev.headgate.routing;

import dev.headgate.model.PathPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which paths of which routes can claim paths of a certain form, whatever else they ask of a request. It looks only at
/// those whose beginnings fit, so that its cost does not grow with the table where routes have paths of their own.
///
/// Exact for single paths; for templates a claim of an expression that is bound to nothing counts as one.
///
/// Immutable and safe for use by many threads.
public final class PathClaims {
    private final NavigableMap<String, List<Claim>> byBeginning = new TreeMap<>();

    private record Claim(Candidate candidate, PathForm form) {}

    /// A path that can claim something, and what it says.
    public record Claimant(RankedPath path, PathForm form) {}

    PathClaims(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            PathForm form = candidate.path().map(PathForm::of).orElse(new PathForm.Prefix(""));
            byBeginning.computeIfAbsent(PathKey.of(candidate).texts().getFirst(), _ -> new ArrayList<>())
                    .add(new Claim(candidate, form));
        }
    }

    /// Those that are tried before a place and can take a path of this form, in the order in which they are tried.
    ///
    /// @param form a single path, a template, or all paths that begin with a text which ends with a slash
    public List<Claimant> before(int place, PathForm form) {
        List<Claim> found = new ArrayList<>();
        String beginning = switch (form) {
            case PathForm.Exact(var path) -> path;
            case PathForm.Segments(var segments) -> literalBeginning(segments);
            case PathForm.Prefix(var prefix) -> prefix;
            case PathForm.Other(var text, _, _) -> text;
        };
        for (int length = 0; length <= beginning.length(); length++) {
            add(found, byBeginning.getOrDefault(beginning.substring(0, length), List.of()), place, form);
        }
        if (!(form instanceof PathForm.Exact)) {
            byBeginning.subMap(beginning, false, beginning + Character.MAX_VALUE, true).values()
                    .forEach(claims -> add(found, claims, place, form));
        }
        return found.stream().sorted(Comparator.comparingInt(claim -> claim.candidate().place()))
                .map(claim -> new Claimant(RankedPath.of(claim.candidate()), claim.form())).toList();
    }

    private static void add(List<Claim> found, List<Claim> claims, int place, PathForm form) {
        claims.stream().filter(claim -> claim.candidate().place() < place && meets(claim, form)).forEach(found::add);
    }

    private static boolean meets(Claim claim, PathForm form) {
        return switch (form) {
            case PathForm.Exact(var path) -> takes(claim.candidate(), path);
            case PathForm.Segments(var segments) -> switch (claim.form()) {
                case PathForm.Exact(var path) -> fits(segments, path);
                case PathForm.Segments(var others) -> fits(segments, others);
                case PathForm.Prefix(var prefix) -> canBegin(segments, prefix);
                case PathForm.Other _ -> true;
            };
            case PathForm.Prefix(var prefix) -> switch (claim.form()) {
                case PathForm.Exact(var path) -> path.startsWith(prefix);
                case PathForm.Segments(var segments) -> canBegin(segments, prefix);
                case PathForm.Prefix _,PathForm.Other _ -> true;
            };
            case PathForm.Other _ -> true;
        };
    }

    private static boolean takes(Candidate candidate, String path) {
        return candidate.path().map(pattern -> switch (pattern) {
            case PathPattern.Prefix(var prefix) -> path.startsWith(prefix);
            case PathPattern.Regex _ -> candidate.regex().orElseThrow().matches(path);
        }).orElse(true);
    }

    private static boolean fits(List<String> segments, String path) {
        return fits(segments, List.of(path.substring(1).split("/", -1)));
    }

    /// Whether some path is of both; an empty text stands for any segment, and a path has no empty ones but a last.
    private static boolean fits(List<String> segments, List<String> others) {
        if (segments.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String one = segments.get(i);
            String other = others.get(i);
            if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
                return false;
            }
        }
        return true;
    }

    /// Whether some path of these segments begins with a text.
    private static boolean canBegin(List<String> segments, String prefix) {
        if (prefix.isEmpty()) {
            return true;
        }
        String[] parts = prefix.substring(1).split("/", -1);
        if (parts.length > segments.size()) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            String segment = segments.get(i);
            boolean isLast = i == parts.length - 1;
            boolean agrees = segment.isEmpty()
                    ? isLast || !parts[i].isEmpty()
                    : isLast ? segment.startsWith(parts[i]) : segment.equals(parts[i]);
            if (!agrees) {
                return false;
            }
        }
        return true;
    }

    private static String literalBeginning(List<String> segments) {
        StringBuilder beginning = new StringBuilder();
        for (String segment : segments) {
            beginning.append('/');
            if (segment.isEmpty()) {
                return beginning.toString();
            }
            beginning.append(segment);
        }
        return beginning.toString();
    }
}
