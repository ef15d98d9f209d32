package dev.headgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.model.HealthChecks.Thresholds;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reports: a number is an answer, `tcp` a broken connection, `time` a timeout, `ok` a connection that stood. The result is
/// a letter for each: H healthy, h mostly healthy, u mostly unhealthy, U unhealthy.
class TallyTest {
    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            successes=0 http=3        | 500 500 500 200        | hhUU
            successes=1 http=3        | 500 500 200 500 500    | hhHhh
            successes=2 http=3        | 500 500 200 500 500    | hhhhh
            successes=2 http=3        | 500 200 200 500 500 500| hhHhhU
            successes=0 http=3        | 500 200 500 200 500    | hhhhU
            successes=2 http=1        | 500 200 200            | UuH
            successes=2 http=1        | 500 200 500 200 200    | UuUuH
            successes=3 http=2        | 500 500 200 500 500    | hUuuU
            successes=1 http=2 tcp=2  | 500 tcp 500            | hhU
            successes=1 http=2 tcp=2  | 500 tcp tcp            | hhU
            successes=1 http=2 time=1 | 500 time               | hU
            successes=1 tcp=1         | 500 500 time           | HHH
            successes=1 http=1        | 404 302 0              | HHU
            successes=1 http=1        | tcp time               | HH
            successes=1 tcp=1         | tcp ok                 | UH
            """)
    void reports_add_up_as_in_kong(String thresholds, String reports, String states) {
        Thresholds limits = thresholds(thresholds);
        Tally tally = Tally.HEALTHY;
        StringBuilder seen = new StringBuilder();
        for (String report : reports.split(" ")) {
            tally = tally.after(report(report), limits);
            seen.append(switch (tally.state()) {
                case HEALTHY -> 'H';
                case MOSTLY_HEALTHY -> 'h';
                case MOSTLY_UNHEALTHY -> 'u';
                case UNHEALTHY -> 'U';
            });
        }
        assertThat(seen.toString()).isEqualTo(states);
    }

    private static Report report(String text) {
        return switch (text) {
            case "tcp" -> new Report.TcpFailure();
            case "time" -> new Report.Timeout();
            case "ok" -> new Report.Connected();
            default -> new Report.Answer(Integer.parseInt(text));
        };
    }

    /// Such as `successes=1 http=3 tcp=2 time=1`; 200 and 302 are good, 429, 500 and 503 bad.
    static Thresholds thresholds(String text) {
        var numbers = Stream.of(text.split(" ")).map(part -> part.split("="))
                .collect(Collectors.toMap(part -> part[0], part -> Integer.parseInt(part[1])));
        return new Thresholds(numbers.getOrDefault("successes", 0), Set.of(200, 302), numbers.getOrDefault("http", 0),
                numbers.getOrDefault("tcp", 0), numbers.getOrDefault("time", 0), Set.of(429, 500, 503));
    }
}
