package dev.headgate.plan;

import dev.headgate.routing.PathForm;
import java.util.List;
import java.util.Optional;

/// Works out by which keys a key can be kept from what belongs to a route that is tried before: keys that API Gateway
/// certainly prefers, and that take all which that route can take of the key.
final class Cover {
    private Cover() {}

    /// The keys that have to be there, with whatever is right for them: no key where the rival can take nothing of the key.
    ///
    /// @param rival the form of the rival's path
    /// @param rivalMethods the rival's methods; empty for any
    /// @return absent where there are no such keys
    static Optional<List<RouteKey>> of(RouteKey key, PathForm rival, List<String> rivalMethods) {
        List<String> methods = key.method().equals(RouteKey.ANY)
                ? rivalMethods.isEmpty() ? List.of(RouteKey.ANY) : rivalMethods
                : rivalMethods.isEmpty() || rivalMethods.contains(key.method()) ? List.of(key.method()) : List.of();
        Shared shared = shared(key.path(), rival);
        if (methods.isEmpty() || shared instanceof Shared.Nothing) {
            return Optional.of(List.of());
        }
        if (!(shared instanceof Shared.Within(PathTemplate path))) {
            return Optional.empty();
        }
        List<RouteKey> keys = methods.stream().map(method -> new RouteKey(method, path)).toList();
        return keys.stream().allMatch(cover -> cover.isMoreSpecificThan(key)) ? Optional.of(keys) : Optional.empty();
    }

    /// What a path template and a route's path have in common.
    private sealed interface Shared {
        record Nothing() implements Shared {}

        /// Nothing outside this one.
        record Within(PathTemplate path) implements Shared {}

        /// Something that no template stands for.
        record Unclear() implements Shared {}
    }

    private static Shared shared(PathTemplate path, PathForm rival) {
        return switch (rival) {
            case PathForm.Exact(var text) -> exactly(path, text);
            case PathForm.Segments(var segments) -> within(path.narrowed(segments, false));
            case PathForm.Prefix(var prefix) -> beginning(path, prefix, true);
            case PathForm.Other(var beginning, var takesIt, var within) -> within
                    .map(segments -> within(path.narrowed(segments, false)))
                    .orElseGet(() -> beginning(path, beginning, takesIt));
        };
    }

    private static Shared within(Optional<PathTemplate> narrowed) {
        return narrowed.filter(PathTemplate::isExpressible).<Shared>map(Shared.Within::new)
                .orElseGet(() -> narrowed.isPresent() ? new Shared.Unclear() : new Shared.Nothing());
    }

    private static Shared exactly(PathTemplate path, String text) {
        if (text.equals("/")) {
            return path.segments().isEmpty()
                    ? path.isGreedy() ? new Shared.Unclear() : new Shared.Within(path)
                    : new Shared.Nothing();
        }
        List<String> segments = parts(text);
        if (segments.contains("")) {
            // Of a slash at the end API Gateway says nothing, and within a path such a request is normalised.
            return path.hasVariables() ? new Shared.Unclear() : new Shared.Nothing();
        }
        return within(path.narrowed(segments, false));
    }

    /// What begins with a text, at any byte.
    ///
    /// @param takesText whether the text itself counts
    private static Shared beginning(PathTemplate path, String text, boolean takesText) {
        if (text.isEmpty() || text.equals("/")) {
            return new Shared.Within(path);
        }
        List<String> parts = parts(text);
        List<String> whole = parts.subList(0, parts.size() - 1);
        String last = parts.getLast();
        int place = whole.size();
        if (place >= path.segments().size() && !path.isGreedy()
                && !(last.isEmpty() && place < path.segments().size())) {
            return new Shared.Nothing();
        }
        boolean isGiven = place < path.segments().size() && !path.segments().get(place).isEmpty();
        if (isGiven && !path.segments().get(place).startsWith(last)) {
            return new Shared.Nothing();
        }
        if (takesText && path.isGreedy() && last.isEmpty() && place > path.segments().size()) {
            // API Gateway does not say which of two greedy keys takes the path that ends with the slash.
            return new Shared.Within(path);
        }
        return within(path.narrowed(whole, true));
    }

    private static List<String> parts(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
