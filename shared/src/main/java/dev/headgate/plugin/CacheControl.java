package dev.headgate.plugin;

import dev.headgate.http.Headers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// The directives of a Cache-Control field (RFC 9111 §5.2), as far as Kong reads them (kong/tools/http.lua,
/// `parse_directive_header`). A number that is none is as good as absent.
///
/// @param directives in lower case, with their argument or the empty string
record CacheControl(Map<String, String> directives) {
    /// The three forms of dates that recipients have to understand (RFC 9110 §5.6.7).
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(1970, 1, 1))
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH).withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC));

    static CacheControl of(Headers headers) {
        Map<String, String> directives = new HashMap<>();
        for (String directive : String.join(",", headers.all("Cache-Control")).split(",")) {
            String[] sides = directive.strip().split("=", 2);
            if (!sides[0].isEmpty()) {
                directives.put(sides[0].strip().toLowerCase(Locale.ROOT), sides.length == 1 ? "" : sides[1].strip());
            }
        }
        return new CacheControl(directives);
    }

    boolean has(String directive) {
        return directives.containsKey(directive);
    }

    boolean hasAny(String... others) {
        return List.of(others).stream().anyMatch(this::has);
    }

    /// The seconds that a directive names, where it names any.
    OptionalLong seconds(String directive) {
        String text = directives.getOrDefault(directive, "").replace("\"", "");
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /// How long an answer is fresh by its own word: `s-maxage`, else `max-age`, else Expires; 0 where it says nothing.
    static long freshSeconds(Headers headers, Instant now) {
        CacheControl control = of(headers);
        OptionalLong age = control.seconds("s-maxage");
        if (age.isEmpty()) {
            age = control.seconds("max-age");
        }
        if (age.isPresent()) {
            return age.getAsLong();
        }
        List<String> expires = headers.all("Expires");
        return expires.isEmpty() ? 0 : Math.max(0, untilSeconds(expires.getLast().strip(), now));
    }

    private static long untilSeconds(String date, Instant now) {
        for (DateTimeFormatter format : DATES) {
            try {
                return format.parse(date, Instant::from).getEpochSecond() - now.getEpochSecond();
            } catch (DateTimeException _) {
                // Another of the three, or none, which is over already (RFC 9111 §5.3).
            }
        }
        return 0;
    }
}
