package dev.headgate.plugin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the three forms of an HTTP date (RFC 9110 §5.6.7) as nginx does for Kong (ngx_http_parse_time): the name of the
/// day is passed over, and so is what follows the time.
final class HttpDate {
    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("[^, ]*+, *+(?<day>\\d\\d) (?<month>[A-Za-z]{3}) (?<year>\\d{4}) " + TIME),
            Pattern.compile("[^, ]*+, *+(?<day>\\d\\d)-(?<month>[A-Za-z]{3})-(?<year>\\d\\d) " + TIME),
            Pattern.compile("[^, ]*+ ++(?<month>[A-Za-z]{3}) ++(?<day>\\d{1,2}) " + TIME + " (?<year>\\d{4})"));
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct", "nov", "dec");

    private HttpDate() {}

    /// The moment that the text names; empty where it is no HTTP date.
    static Optional<Instant> parse(String text) {
        return FORMS.stream().map(form -> form.matcher(text)).filter(Matcher::lookingAt).findFirst()
                .flatMap(HttpDate::moment);
    }

    private static Optional<Instant> moment(Matcher date) {
        int month = 1 + MONTHS.indexOf(date.group("month").toLowerCase(Locale.ROOT));
        try {
            return Optional.of(LocalDateTime.of(year(date.group("year")), month, number(date, "day"),
                    number(date, "hour"), number(date, "minute"), number(date, "second")).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Two digits mean a year from 1970 to 2069.
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() > 2 ? year : year + (year < 70 ? 2000 : 1900);
    }

    private static int number(Matcher date, String part) {
        return Integer.parseInt(date.group(part));
    }
}
