package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.model.Ordering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessOrderTest {
    /// `b<a` is written at `b`: it runs before `a`; `a>b` is written at `a`: it runs after `b`.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''             | a b c d | ''
            d<a            | d a b c | ''
            a>d            | d a b c | ''
            c<b            | a c b d | ''
            a>b            | b a c d | ''
            a<d            | a b c d | ''
            a>d d>c        | c d a b | ''
            a>d a>c        | c d a b | ''
            d<a c<a        | c d a b | ''
            a>d b>c        | d a c b | ''
            x<a            | a b c d | ''
            a>x            | a b c d | ''
            a>b b>a        | b a c d | a b
            a<b b<a        | b a c d | a b
            a>b b>c c>a    | c b a d | a c b
            d>c c>d        | a b d c | c d
            """)
    void rules_move_plugins(String rules, String order, String cycle) {
        Map<String, Ordering> ordering = new HashMap<>();
        for (String rule : rules.split(" ")) {
            if (!rule.isEmpty()) {
                List<String> other = List.of(rule.substring(2));
                Ordering one = rule.charAt(1) == '<' ? new Ordering(other, List.of()) : new Ordering(List.of(), other);
                ordering.merge(rule.substring(0, 1), one, AccessOrderTest::both);
            }
        }
        AccessOrder actual = AccessOrder.of(List.of("a", "b", "c", "d"), ordering);
        assertThat(String.join(" ", actual.names())).isEqualTo(order);
        assertThat(String.join(" ", actual.cycle())).isEqualTo(cycle);
    }

    private static Ordering both(Ordering one, Ordering other) {
        return new Ordering(List.of(one.before(), other.before()).stream().flatMap(List::stream).toList(),
                List.of(one.after(), other.after()).stream().flatMap(List::stream).toList());
    }
}
