package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Scenarios as rows of a test's table.
final class Loads {
    /// A backend that answers after a while.
    private static final Delay USUAL = new Delay(60, 300, 2_000);

    private Loads() {}

    /// A row's words as a scenario, without faults.
    ///
    /// @param limits such as `20/second, 600/minute`, `sliding 100/30s` or `smooth 600/minute 50`
    /// @param arrivals `steady 50`, `poisson 50`, `bursts 5 400 20 2` (between, within, every, length), `diurnal 80 60`
    ///        (mean, day)
    /// @param clients `one`, `many 200`, `abuser 0.9 1000000`
    /// @param environments at the most, and what is special of them: `50`, `50 any`, `50 life 5`, `50 service 5 15`,
    ///        `50 skew 2000 100` (milliseconds, millionths)
    static Scenario scenario(String name, long seed, String limits, String arrivals, String clients, double seconds,
            String environments) {
        return Scenario.of(name, seed, Arrays.stream(limits.split(", ")).map(Loads::limit).toList(),
                new Load(arrivals(words(arrivals)), clients(words(clients)), seconds), lambda(words(environments)));
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }

    private static Limit limit(String text) {
        List<String> words = words(text);
        return switch (words.getFirst()) {
            case "sliding" -> new Limit(span(words.get(1)), count(words.get(1)), Limit.Type.SLIDING);
            case "smooth" -> Limit.smooth(span(words.get(1)), count(words.get(1)), Long.parseLong(words.get(2)));
            default -> new Limit(span(text), count(text));
        };
    }

    private static long count(String text) {
        return Long.parseLong(text.substring(0, text.indexOf('/')));
    }

    private static Span span(String text) {
        String span = text.substring(text.indexOf('/') + 1);
        return Character.isDigit(span.charAt(0))
                ? new Span.Seconds(Long.parseLong(span.substring(0, span.length() - 1)))
                : Period.valueOf(span.toUpperCase(Locale.ROOT));
    }

    private static double number(List<String> words, int index) {
        return Double.parseDouble(words.get(index));
    }

    private static Arrivals arrivals(List<String> words) {
        return switch (words.getFirst()) {
            case "steady" -> new Arrivals.Steady(number(words, 1));
            case "poisson" -> new Arrivals.Poisson(number(words, 1));
            case "bursts" ->
                    new Arrivals.Bursts(number(words, 1), number(words, 2), number(words, 3), number(words, 4));
            case "diurnal" -> new Arrivals.Diurnal(number(words, 1), number(words, 2));
            default -> throw new IllegalArgumentException(String.join(" ", words));
        };
    }

    private static Clients clients(List<String> words) {
        return switch (words.getFirst()) {
            case "one" -> new Clients.One();
            case "many" -> new Clients.Many(Integer.parseInt(words.get(1)));
            case "abuser" -> new Clients.Abuser(number(words, 1), Integer.parseInt(words.get(2)));
            default -> throw new IllegalArgumentException(String.join(" ", words));
        };
    }

    private static Lambda lambda(List<String> words) {
        Lambda lambda = Lambda.upTo(Integer.parseInt(words.getFirst())).serving(USUAL);
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "any" -> lambda = lambda.choosing(Lambda.Choice.ANY);
                case "life" -> lambda = lambda.living(number(words, ++i));
                case "service" -> {
                    lambda = lambda.serving(new Delay(number(words, i + 1), number(words, i + 2), 60_000));
                    i += 2;
                }
                case "skew" -> {
                    lambda = lambda.clocks(number(words, i + 1), number(words, i + 2));
                    i += 2;
                }
                default -> throw new IllegalArgumentException(String.join(" ", words));
            }
        }
        return lambda;
    }
}
