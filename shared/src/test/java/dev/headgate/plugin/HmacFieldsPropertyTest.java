package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Reading the field from its end on finds what Kong's expression finds by trying.
class HmacFieldsPropertyTest {
    private static final Pattern KONG = Pattern.compile("[Hh]mac\\s*username=\"(.+)\",\\s*algorithm=\"(.+)\",\\s*header"
            + "s=\"(.+)\",\\s*signature=\"(.+)\"");

    private static final List<String> GOOD = List.of("hmac username=\"", "u\",", "algorithm=\"a", "\", headers=\"h",
            "\",signature=\"s", "\"");

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of("hmac ", "Hmac", "username=\"", "\",", "\", ", "algorithm=\"", "headers=\"",
                "signature=\"", "\"", ",", " ", "a").list().ofMaxSize(30).map(parts -> String.join("", parts));
    }

    /// A good field, with something that belongs elsewhere between its parts.
    @Provide
    Arbitrary<String> almostGood() {
        return Arbitraries
                .of("", "", "", "hmac username=\"u", "\",algorithm=\"a", "\", headers=\"h i", "\",  signature=\"s",
                        "\"", "x", "\",")
                .list().ofSize(GOOD.size() + 1).map(between -> IntStream.range(0, GOOD.size())
                        .mapToObj(i -> between.get(i) + GOOD.get(i)).collect(Collectors.joining()) + between.getLast());
    }

    @Property(tries = 2000)
    void any_field_is_read_as_kong_reads_it(@ForAll("fields") String field) {
        assertThat(HmacFields.parse(field)).isEqualTo(asKong(field));
    }

    @Property(tries = 5000)
    void a_field_that_is_almost_good_is_read_as_kong_reads_it(@ForAll("almostGood") String field) {
        assertThat(HmacFields.parse(field)).isEqualTo(asKong(field));
    }

    private static Optional<HmacFields> asKong(String field) {
        Matcher matcher = KONG.matcher(field);
        return matcher.find()
                ? Optional.of(new HmacFields(matcher.group(1), matcher.group(2),
                        List.of(matcher.group(3).split(" ", -1)), matcher.group(4)))
                : Optional.empty();
    }
}
