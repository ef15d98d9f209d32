package dev.headgate.routing;

import dev.headgate.model.HostPattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A criterion by which a set of candidates can be told apart with one look into a hash table. Each candidate is filed
/// under keys of which a request that it matches is bound to have one; [Lookups] makes the request's.
enum Dimension {
    METHOD, HOST, SERVER_NAME, HEADER;

    /// The keys of a candidate; none when this criterion does not tell it from others.
    ///
    /// @param filed how many candidates ask for each header and each value of it, as [#headerKeys] says, so that the
    ///        most telling header can be chosen
    Set<String> keys(Conditions conditions, Map<String, Integer> filed) {
        return switch (this) {
            case METHOD -> new LinkedHashSet<>(conditions.methods());
            case HOST -> keys(conditions.hosts());
            case SERVER_NAME -> keys(conditions.serverNames());
            case HEADER -> conditions.headers().stream().map(Dimension::headerKeys)
                    .min((a, b) -> Integer.compare(most(a, filed), most(b, filed))).orElse(Set.of());
        };
    }

    private static int most(Set<String> keys, Map<String, Integer> filed) {
        return keys.stream().mapToInt(key -> filed.getOrDefault(key, 0)).max().orElse(Integer.MAX_VALUE);
    }

    private static Set<String> keys(List<HostPattern> patterns) {
        Set<String> keys = new LinkedHashSet<>();
        for (HostPattern pattern : patterns) {
            boolean atDot = switch (pattern.kind()) {
                case EXACT -> true;
                case SUFFIX -> pattern.text().startsWith(".");
                case PREFIX -> pattern.text().endsWith(".");
            };
            if (!atDot) {
                return Set.of();
            }
            String key = switch (pattern.kind()) {
                case EXACT -> exact(pattern.text());
                case SUFFIX -> suffix(pattern.text());
                case PREFIX -> prefix(pattern.text());
            };
            keys.add(pattern.port() == 0 ? key : key + ":" + pattern.port());
        }
        return keys;
    }

    /// One key for each value, or the header's name alone where a value takes a regular expression.
    static Set<String> headerKeys(HeaderTest test) {
        if (!test.expressions().isEmpty()) {
            return Set.of(test.name());
        }
        Set<String> keys = new LinkedHashSet<>();
        List<String> texts = new ArrayList<>(test.texts());
        texts.forEach(text -> keys.add(header(test.name(), text)));
        return keys;
    }

    static String exact(String name) {
        return "=" + name;
    }

    static String suffix(String name) {
        return "$" + name;
    }

    static String prefix(String name) {
        return "^" + name;
    }

    static String header(String name, String value) {
        return name + "=" + value;
    }
}
