package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Pace;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a request does to the one attribute of a smooth limit. DynamoDB has no maximum of two numbers, so there is one form
/// for a key at rest, whose number lies in the past and is set, and one for a key in use, whose number is added to; the
/// condition makes sure that the form is the right one. As it names bounds and no exact number, requests that come at the
/// same time from many environments do not fail one another.
///
/// @param set the assignment, if there is one
/// @param added the addition, if there is one
/// @param condition on which it is the right thing to do
/// @param values that the texts name
record SmoothStep(List<String> set, List<String> added, String condition, Map<String, AttributeValue> values) {
    /// The step of a request.
    ///
    /// @param known the item as this environment saw it last, by which the form is chosen
    /// @param expiresAtSeconds the item's time to live after this request, which it must not outgrow
    static SmoothStep of(Limit limit, Counting counting, CounterItem known, long expiresAtSeconds, Instant now) {
        Pace pace = limit.pace();
        return switch (counting) {
            case Counting.IfRoom(long amount) -> step(limit, amount, pace.highest(limit.burst() - 1, now), known, now);
            case Counting.Leased _ -> step(limit, 1, pace.highest(limit.burst() - 1, now), known, now);
            case Counting.Penalized _ -> known.held(limit, now) > limit.burst()
                    ? spared(limit, pace.highest(limit.burst(), now))
                    : step(limit, 1, pace.highest(limit.burst(), now), known, now);
            case Counting.Always(long amount) -> step(limit, amount,
                    pace.ticks(Instant.ofEpochSecond(expiresAtSeconds)).subtract(pace.cost(amount)), known, now);
            case Counting.Nothing _ -> throw new IllegalStateException("a look changes nothing");
        };
    }

    /// Until when the limit's number may be needed after a request.
    static Instant neededUntil(Limit limit, Counting counting, CounterItem known, Instant now) {
        Pace pace = limit.pace();
        return pace.moment(switch (counting) {
            case Counting.IfRoom(long amount) -> pace.highest(limit.burst() - 1, now).add(pace.cost(amount));
            case Counting.Leased _,Counting.Nothing _ -> pace.highest(limit.burst(), now);
            case Counting.Penalized _ -> pace.highest(limit.burst() + 1, now);
            case Counting.Always(long amount) -> pace.after(known.arrival(limit, now), amount, now);
        });
    }

    private static SmoothStep step(Limit limit, long amount, BigInteger most, CounterItem known, Instant now) {
        Pace pace = limit.pace();
        String attribute = CounterItem.attribute(limit);
        String moment = ":" + attribute + "now";
        AttributeValue present = number(pace.ticks(now));
        if (known.held(limit, now) == 0) {
            String next = ":" + attribute + "next";
            return new SmoothStep(List.of(attribute + " = " + next), List.of(),
                    "(attribute_not_exists(" + attribute + ") OR " + attribute + " <= " + moment + ")",
                    Map.of(moment, present, next, number(pace.highest(0, now).add(pace.cost(amount)))));
        }
        String bound = ":" + attribute + "most";
        String cost = ":" + attribute + "cost";
        return new SmoothStep(List.of(), List.of(attribute + " " + cost),
                "(" + attribute + " > " + moment + " AND " + attribute + " <= " + bound + ")",
                Map.of(moment, present, bound, number(most), cost, number(pace.cost(amount))));
    }

    /// Leaves a limit alone that is overdrawn as far as it may be.
    private static SmoothStep spared(Limit limit, BigInteger most) {
        String attribute = CounterItem.attribute(limit);
        String bound = ":" + attribute + "most";
        return new SmoothStep(List.of(), List.of(), attribute + " > " + bound, Map.of(bound, number(most)));
    }

    private static AttributeValue number(BigInteger number) {
        return AttributeValue.fromN(number.toString());
    }
}
