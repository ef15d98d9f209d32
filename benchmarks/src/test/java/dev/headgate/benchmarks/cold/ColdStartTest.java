package dev.headgate.benchmarks.cold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.benchmarks.cold.ColdFunction.Start;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColdStartTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"statusCode":200,"headers":{"X-RateLimit-Remaining-Year":"9"},"body":"from the backend"}  | true  | true
            {"statusCode":200,"headers":{},"body":"from the backend"}                                  | true  | false
            {"statusCode":401,"headers":{"X-RateLimit-Remaining-Year":"9"},"body":"from the backend"}  | false | false
            {"statusCode":200,"headers":{"X-RateLimit-Remaining-Year":"9"},"body":"from elsewhere"}    | false | false
            """)
    void answers_are_checked(String answer, boolean proxied, boolean counted) {
        assertThat(Router.isRight(answer, Step.JWT)).isEqualTo(proxied);
        assertThat(Router.isRight(answer, Step.AS_DEPLOYED)).isEqualTo(counted);
    }

    @Test
    void classes_are_counted_by_whose_they_are() {
        LoadedClasses loaded = LoadedClasses.of(List.of(
                "[0.017s][info][class,load] java.lang.Object source: shared objects file",
                "[0.2s][info][class,load] dev.headgate.router.Router source: file:/var/task/lib/headgate-shared.jar",
                "[0.3s][info][class,load] dev.headgate.router.Router$$Lambda/0x01 source: dev.headgate.router.Router",
                "[0.4s][info][class,load] software.amazon.awssdk.core.SdkField source: shared objects file (top)",
                "{\"message\":\"request proxied\"}"));
        assertThat(loaded.owner()).containsOnly(Map.entry("the JDK", 1), Map.entry("Headgate", 1),
                Map.entry("method handles and lambdas", 1), Map.entry("the AWS SDK", 1));
        assertThat(loaded.shared()).isEqualTo(2);
    }

    @Test
    void phases_are_read_from_the_log() {
        assertThat(Phases.of(1_000, List.of("{}", new Phases.Told(1_080, 1_400, 1_410, 1_500).line())))
                .isEqualTo(new Phases(80, 320, 90));
    }

    @Test
    void a_bar_is_judged_by_the_ratio_of_medians() {
        Contest contest = new Contest("plain", Optional.of(5), starts(100, 90, 300), starts(600, 400, 700));
        assertThat(contest.ratio()).isEqualTo(6.0);
        assertThat(contest.verdict()).isEqualTo(
                "- Bar plain: at most 5 times the empty handler. Missed: 6.0 times; the fastest starts of both: 4.4 times.\n");
        assertThat(contest.row()).startsWith("| plain | 100 ms (90–300) | 600 ms (400–700) | 6.0 |");
    }

    private static List<Start> starts(double... millis) {
        return DoubleStream.of(millis).mapToObj(time -> new Start(time, time, 0, "{}", List.of())).toList();
    }
}
