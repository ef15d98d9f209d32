package dev.headgate.plugin.mocking;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A range of media types that a client accepts (RFC 9110 §12.5.1).
///
/// @param type in lower case, or `*`
/// @param subtype in lower case, or `*`
/// @param quality 0..1; 0 is not acceptable
record MediaRange(String type, String subtype, double quality) {
    private static final Pattern QUALITY = Pattern.compile("[Qq]=([01](?:\\.[0-9]{0,3})?)");

    /// The first of some contents that a client likes best; empty where it accepts none. Without ranges it accepts all.
    static Optional<MockedContent> best(List<MockedContent> contents, List<String> accept) {
        List<MediaRange> ranges = accept.stream().flatMap(line -> Stream.of(line.split(",")))
                .flatMap(range -> of(range).stream()).toList();
        if (ranges.isEmpty()) {
            return contents.stream().findFirst();
        }
        List<MediaRange> liked = ranges.stream().filter(range -> range.quality() > 0)
                .sorted(Comparator.comparingDouble(MediaRange::quality).reversed()).toList();
        return liked.stream().flatMap(range -> contents.stream().filter(range::contains)).findFirst();
    }

    private static Optional<MediaRange> of(String range) {
        String[] parts = range.split(";");
        String[] names = parts[0].strip().toLowerCase(Locale.ROOT).split("/", 2);
        if (names.length < 2) {
            return Optional.empty();
        }
        double quality = Stream.of(parts).skip(1).map(part -> QUALITY.matcher(part.strip()))
                .filter(Matcher::matches).mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
                .findFirst().orElse(1);
        return Optional.of(new MediaRange(names[0], names[1], quality));
    }

    private boolean contains(MockedContent content) {
        String[] names = content.mediaType().split(";")[0].strip().toLowerCase(Locale.ROOT).split("/", 2);
        return (type.equals("*") || type.equals(names[0]))
                && (subtype.equals("*") || names.length > 1 && subtype.equals(names[1]));
    }
}
