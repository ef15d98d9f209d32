package dev.headgate.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFormatTest {
    private static final String GOOD = KeyFormat.generate(new SplittableRandom(7));

    @Test
    void generated_keys_have_the_form_and_never_repeat() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> keys = Stream.generate(() -> KeyFormat.generate(random)).limit(10_000).toList();
        assertThat(keys).allMatch(key -> key.matches("hg_[0-9A-Za-z]{38}")).allMatch(KeyFormat::isGenerated);
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
    }

    @Property
    void one_changed_character_is_noticed(@ForAll @IntRange(min = 0, max = 40) int place, @ForAll char other) {
        String changed = GOOD.substring(0, place) + other + GOOD.substring(place + 1);
        assertThat(KeyFormat.isGenerated(changed)).isEqualTo(changed.equals(GOOD));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            key                                       | prefix
            GOOD                                      | hg_kVp1
            hg_short                                  | hg
            secret                                    | s
            abc                                       | ''
            ''                                        | ''
            0123456789abcdef0123456789abcdef          | 0123
            🔑🔑🔑🔑🔑🔑🔑🔑                          | 🔑🔑
            """)
    void a_prefix_shows_little(String key, String prefix) {
        assertThat(KeyFormat.prefix(key.replace("GOOD", GOOD))).isEqualTo(prefix);
    }
}
