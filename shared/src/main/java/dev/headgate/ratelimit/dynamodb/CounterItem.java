package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.CalendarWindow;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table holds for one key: a number for each window, in an attribute that is named by the window's period and
/// index, such as `m29926700`; and when DynamoDB may delete the item.
///
/// @param used how many requests each window has counted
/// @param expiresAt in seconds since 1970; 0 where it is not set
record CounterItem(Map<CalendarWindow, Long> used, long expiresAt) {
    /// The partition key: the format's version, a slash, and the key's hash.
    static final String KEY = "k";
    /// DynamoDB's time to live; only tidies up, and never before all windows have ended.
    static final String EXPIRES_AT = "expiresAt";
    /// No item.
    static final CounterItem NONE = new CounterItem(Map.of(), 0);

    /// Stands in every partition key, so that code of another version never reads or changes these items.
    private static final String VERSION = "1/";
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    CounterItem {
        used = Map.copyOf(used);
    }

    static CounterItem of(Map<String, AttributeValue> attributes) {
        Map<CalendarWindow, Long> used = HashMap.newHashMap(attributes.size());
        attributes.forEach((name, value) -> {
            if (value.n() != null) {
                window(name).ifPresent(window -> used.put(window, Long.valueOf(value.n())));
            }
        });
        AttributeValue expiresAt = attributes.get(EXPIRES_AT);
        return new CounterItem(used, expiresAt == null || expiresAt.n() == null ? 0 : Long.parseLong(expiresAt.n()));
    }

    /// How many requests a window has counted.
    long used(CalendarWindow window) {
        return used.getOrDefault(window, 0L);
    }

    /// Whether any of the windows that a request falls into has no room for it.
    boolean isFull(List<Limit> limits, Instant now) {
        return limits.stream().anyMatch(limit -> used(CalendarWindow.of(limit.period(), now)) >= limit.count());
    }

    /// The attributes of windows that nobody counts in any more.
    List<String> forgettable(Instant now) {
        return used.keySet().stream().filter(window -> window.isForgettable(now)).map(CounterItem::attribute).sorted()
                .toList();
    }

    /// The attribute of a window; a plain word that needs no placeholder in expressions.
    static String attribute(CalendarWindow window) {
        return letters(window.period()) + window.index();
    }

    /// The window that an attribute counts for, if it is such an attribute.
    static Optional<CalendarWindow> window(String attribute) {
        int digits = 0;
        while (digits < attribute.length() && !Character.isDigit(attribute.charAt(digits))) {
            digits++;
        }
        if (digits == attribute.length() || !attribute.chars().skip(digits).allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        for (Period period : Period.values()) {
            if (attribute.substring(0, digits).equals(letters(period))) {
                return Optional.of(new CalendarWindow(period, Long.parseLong(attribute.substring(digits))));
            }
        }
        return Optional.empty();
    }

    private static String letters(Period period) {
        return switch (period) {
            case SECOND -> "s";
            case MINUTE -> "m";
            case HOUR -> "h";
            case DAY -> "d";
            case MONTH -> "mo";
            case YEAR -> "y";
        };
    }

    /// When an item with these windows may be deleted: at the first midnight a day or more after the last of them ends.
    /// Whole days, so that it changes rarely.
    static long expiresAt(List<CalendarWindow> windows) {
        long lastEnd = windows.stream().mapToLong(window -> window.end().getEpochSecond()).max().orElseThrow();
        return Math.ceilDiv(lastEnd + DAY_SECONDS, DAY_SECONDS) * DAY_SECONDS;
    }

    /// The partition key of a counter. A hash, since the counter's own name may hold what a client sent, of any length.
    static String partitionKey(String counter) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(counter.getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
