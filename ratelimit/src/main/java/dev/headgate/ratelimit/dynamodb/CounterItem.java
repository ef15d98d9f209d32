package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.TimeWindow;
import dev.headgate.ratelimit.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table holds for one key: a number for each window, in an attribute that is named by the window's span and
/// index, such as `m29926700` for a minute and `w90x19951133` for 90 seconds; a number for each smooth limit, in an
/// attribute that is named by its span, count and burst, such as `gmx60x5` and `gw90x60x5`; and when DynamoDB may delete the
/// item.
///
/// @param used how many requests each window has counted
/// @param arrivals what is kept of each smooth limit, in ticks ([dev.headgate.ratelimit.Pace])
/// @param expiresAt in seconds since 1970; 0 where it is not set
/// @param shards over how many items requests are spread, and each until when, in seconds since 1970
record CounterItem(Map<TimeWindow, Long> used, Map<Limit, BigInteger> arrivals, long expiresAt,
        Map<Integer, Long> shards) {
    /// The partition key: the format's version, a slash, and the key's hash.
    static final String KEY = "k";
    /// DynamoDB's time to live; only tidies up, and never before all windows have ended.
    static final String EXPIRES_AT = "expiresAt";
    /// Before the number of items that the key is spread over, in an attribute that says until when. Each number has an
    /// attribute of its own, so that environments which disagree do not overwrite what others rely on.
    static final String SHARDS = "shards";
    /// No item.
    static final CounterItem NONE = new CounterItem(Map.of(), Map.of(), 0, Map.of());

    /// Stands in every partition key, so that code of another version never reads or changes these items.
    private static final String VERSION = "1/";
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
    private static final Pattern SECONDS = Pattern.compile("w([1-9][0-9]{0,17})x([0-9]{1,18})");
    private static final Pattern PERIOD = Pattern.compile("([a-z]{1,2})([0-9]{1,18})");

    private static final Pattern SHARDED = Pattern.compile(SHARDS + "([1-9][0-9]{0,2})");
    private static final Pattern SMOOTH = Pattern
            .compile("g(?:w([1-9][0-9]{0,17})|([a-z]))x([1-9][0-9]{0,15})x([1-9][0-9]{0,15})");

    CounterItem {
        used = Map.copyOf(used);
        arrivals = Map.copyOf(arrivals);
        shards = Map.copyOf(shards);
    }

    static CounterItem of(Map<String, AttributeValue> attributes) {
        Map<TimeWindow, Long> used = HashMap.newHashMap(attributes.size());
        Map<Limit, BigInteger> arrivals = new HashMap<>();
        Map<Integer, Long> shards = new HashMap<>();
        attributes.forEach((name, value) -> {
            if (value.n() != null) {
                window(name).ifPresent(window -> used.put(window, Long.valueOf(value.n())));
                smoothLimit(name).ifPresent(limit -> arrivals.put(limit, new BigDecimal(value.n()).toBigInteger()));
                Matcher sharded = SHARDED.matcher(name);
                if (sharded.matches()) {
                    shards.put(Integer.valueOf(sharded.group(1)), Long.valueOf(value.n()));
                }
            }
        });
        return new CounterItem(used, arrivals, number(attributes, EXPIRES_AT), shards);
    }

    private static long number(Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes.get(name);
        return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
    }

    /// How many requests a window has counted.
    long used(TimeWindow window) {
        return used.getOrDefault(window, 0L);
    }

    /// The same with more counted in these windows.
    CounterItem plus(long more, Stretch stretch) {
        if (more == 0) {
            return this;
        }
        Map<TimeWindow, Long> changed = new HashMap<>(used);
        stretch.windows().forEach(window -> changed.merge(window, more, Long::sum));
        return new CounterItem(changed, arrivals, expiresAt, shards);
    }

    /// What is kept of a smooth limit; for one that is not there it is as if it had just come to rest.
    BigInteger arrival(Limit limit, Instant now) {
        BigInteger arrival = arrivals.get(limit);
        return arrival == null ? limit.pace().ticks(now) : arrival;
    }

    /// What is held against a limit.
    long held(Limit limit, Instant now) {
        if (limit.isSmooth()) {
            return limit.pace().held(arrival(limit, now), now);
        }
        TimeWindow window = limit.window(now);
        return limit.held(used(window), used(window.before()), now);
    }

    /// What was held against a limit before so many were counted.
    long heldBefore(Limit limit, long amount, Instant now) {
        return limit.isSmooth()
                ? limit.pace().held(arrival(limit, now).subtract(limit.pace().cost(amount)), now)
                : held(limit, now) - amount;
    }

    /// The state of the window that a request falls into, or of a smooth limit.
    Usage.Window window(Limit limit, Instant now) {
        if (limit.isSmooth()) {
            return limit.pace().window(limit, arrival(limit, now), now);
        }
        TimeWindow window = limit.window(now);
        return new Usage.Window(limit, held(limit, now), window.end(),
                limit.roomAt(used(window), used(window.before()), now));
    }

    /// What is said of a request.
    Usage usage(boolean admitted, List<Limit> limits, Instant now) {
        return new Usage(admitted, limits.stream().map(limit -> window(limit, now)).toList());
    }

    /// Whether any of the limits has no room for a request.
    boolean isFull(List<Limit> limits, Instant now) {
        return limits.stream().anyMatch(limit -> held(limit, now) >= limit.burst());
    }

    /// Whether all limits are smooth and overdrawn as far as refused requests may do that.
    boolean isOverdrawn(List<Limit> limits, Instant now) {
        return limits.stream().allMatch(limit -> limit.isSmooth() && held(limit, now) > limit.burst());
    }

    /// For how many more requests every window has room.
    ///
    /// @param givenBack what is taken back in some of the windows at the same time
    long room(List<Limit> limits, Map<TimeWindow, Long> givenBack, Instant now) {
        return limits.stream().mapToLong(
                limit -> limit.count() - held(limit, now) + givenBack.getOrDefault(limit.window(now), 0L)).min()
                .orElseThrow();
    }

    /// Over how many items requests are spread at that moment, or have been since: the most of all that are written down.
    Sharding shardingSince(Instant moment) {
        return shards.entrySet().stream().filter(entry -> entry.getValue() > moment.getEpochSecond())
                .max(Map.Entry.comparingByKey()).map(entry -> new Sharding(entry.getKey(), entry.getValue()))
                .orElse(Sharding.NONE);
    }

    /// Whether requests have been spread over shards in these windows, so that room may be left there.
    boolean wasSharded(Stretch stretch) {
        return shardingSince(stretch.from()).count() > 0;
    }

    /// Until when requests are spread over so many items, in seconds since 1970; 0 where that is not written down.
    long shardedUntil(int count) {
        return shards.getOrDefault(count, 0L);
    }

    /// Whether it tells what another state did not, so that it is worth asking again on its word: a later time to live,
    /// something else of smooth limits or of shards, or more in a window that a sliding limit looks back on.
    boolean tellsMoreThan(CounterItem other, List<Limit> limits, Instant now) {
        return expiresAt > other.expiresAt || !arrivals.equals(other.arrivals) || !shards.equals(other.shards)
                || limits.stream().filter(limit -> limit.type() == Limit.Type.SLIDING)
                        .map(limit -> limit.window(now).before())
                        .anyMatch(before -> used(before) > other.used(before));
    }

    /// The attributes of windows that nobody counts in any more.
    List<String> forgettable(Instant now) {
        return used.keySet().stream().filter(window -> window.isForgettable(now)).map(CounterItem::attribute).sorted()
                .toList();
    }

    /// The smooth limits that are at rest for long enough to be forgotten.
    ///
    /// @param asked those that are needed all the same
    List<Limit> forgettableLimits(List<Limit> asked, Instant now) {
        return arrivals.entrySet().stream().filter(kept -> kept.getKey().pace().isForgettable(kept.getValue(), now))
                .map(Map.Entry::getKey).filter(limit -> !asked.contains(limit)).toList();
    }

    /// The attribute of a smooth limit; a plain word too.
    static String attribute(Limit limit) {
        return "g" + switch (limit.span()) {
            case Period period -> letters(period);
            case Span.Seconds(long length) -> "w" + length;
        } + "x" + limit.count() + "x" + limit.burst();
    }

    /// The smooth limit that an attribute is for, if it is such an attribute.
    static Optional<Limit> smoothLimit(String attribute) {
        Matcher smooth = SMOOTH.matcher(attribute);
        if (!smooth.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(smooth.group(3));
        long burst = Long.parseLong(smooth.group(4));
        try {
            return smooth.group(1) == null
                    ? period(smooth.group(2)).map(period -> Limit.smooth(period, count, burst))
                    : Optional.of(Limit.smooth(new Span.Seconds(Long.parseLong(smooth.group(1))), count, burst));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // A name that looks like ours and is not.
        }
    }

    /// The attribute of a window; a plain word that needs no placeholder in expressions.
    static String attribute(TimeWindow window) {
        return switch (window.span()) {
            case Period period -> letters(period) + window.index();
            case Span.Seconds(long length) -> "w" + length + "x" + window.index();
        };
    }

    /// The window that an attribute counts for, if it is such an attribute.
    static Optional<TimeWindow> window(String attribute) {
        Matcher seconds = SECONDS.matcher(attribute);
        if (seconds.matches()) {
            return Optional.of(new TimeWindow(new Span.Seconds(Long.parseLong(seconds.group(1))),
                    Long.parseLong(seconds.group(2))));
        }
        Matcher period = PERIOD.matcher(attribute);
        return period.matches()
                ? period(period.group(1)).map(span -> new TimeWindow(span, Long.parseLong(period.group(2))))
                : Optional.empty();
    }

    private static Optional<Period> period(String letters) {
        return Arrays.stream(Period.values()).filter(candidate -> letters.equals(letters(candidate))).findFirst();
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

    /// When an item with these windows may be deleted: at the first midnight a day or more after the last of them is needed.
    /// Whole days, so that it changes rarely.
    static long expiresAt(List<TimeWindow> windows) {
        return expiresAfter(windows.stream().map(TimeWindow::neededUntil).toList());
    }

    /// The same for whatever is needed until these moments.
    static long expiresAfter(List<Instant> neededUntil) {
        long last = neededUntil.stream().mapToLong(Instant::getEpochSecond).max().orElseThrow();
        return Math.ceilDiv(last + DAY_SECONDS, DAY_SECONDS) * DAY_SECONDS;
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
