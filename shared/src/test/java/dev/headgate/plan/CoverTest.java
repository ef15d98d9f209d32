package dev.headgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.headgate.model.PathPattern;
import dev.headgate.routing.PathForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/// The analysis of what routes can take of a key, against trying every path of a small alphabet.
class CoverTest {
    private static final List<String> SEGMENTS = List.of("a", "b", "ab");
    private static final List<String> METHODS = List.of("GET", "PUT");
    private static final List<String> PATHS = paths();

    private static List<String> paths() {
        List<String> paths = new ArrayList<>(List.of("/"));
        List<String> last = List.of("");
        for (int depth = 0; depth < 3; depth++) {
            List<String> next = new ArrayList<>();
            for (String path : last) {
                SEGMENTS.forEach(segment -> next.add(path + "/" + segment));
            }
            paths.addAll(next);
            next.forEach(path -> paths.add(path + "/"));
            last = next;
        }
        return paths;
    }

    /// Whatever a rival takes of a key, a cover takes, and API Gateway prefers it to the key.
    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void covers_take_all_that_a_rival_takes(@ForAll long seed) {
        Random random = new Random(seed);
        RouteKey key = new RouteKey(random.nextBoolean() ? RouteKey.ANY : "GET", template(random));
        String rival = rival(random);
        List<String> rivalMethods = random.nextBoolean() ? List.of() : List.of("GET");
        PathPattern pattern = rival.startsWith("~")
                ? new PathPattern.Regex(rival.substring(1))
                : new PathPattern.Prefix(rival);
        Optional<List<RouteKey>> covers = Cover.of(key, PathForm.of(pattern), rivalMethods);
        int shared = 0;
        for (String path : PATHS) {
            for (String method : METHODS) {
                boolean isShared = takes(key, method, path) && takes(rival, path)
                        && (rivalMethods.isEmpty() || rivalMethods.contains(method));
                shared += isShared ? 1 : 0;
                if (isShared && covers.isPresent()) {
                    assertThat(covers.get()).as("%s %s of %s for %s %s", method, path, key, rivalMethods, rival)
                            .anyMatch(cover -> takes(cover, method, path));
                }
            }
        }
        covers.ifPresent(keys -> assertThat(keys).as("%s for %s", key, rival)
                .allMatch(cover -> cover.isMoreSpecificThan(key)));
        Statistics.collect(shared == 0 ? "nothing shared" : "shared",
                covers.map(keys -> keys.isEmpty() ? "none" : "some")
                        .orElse("unclear"));
        Statistics.coverage(coverage -> {
            coverage.check("shared", "some").percentage(share -> share > 5);
            coverage.check("nothing shared", "none").percentage(share -> share > 20);
            coverage.check("nothing shared", "unclear").percentage(share -> share < 15);
        });
    }

    private static boolean takes(String rival, String path) {
        return rival.startsWith("~")
                ? Pattern.compile(rival.substring(1)).matcher(path).lookingAt()
                : path.startsWith(rival);
    }

    /// A slash at the end: whichever key might take such a path is taken to.
    private static boolean takes(RouteKey key, String method, String path) {
        if (!key.method().equals(RouteKey.ANY) && !key.method().equals(method)) {
            return false;
        }
        List<String> segments = path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
        List<String> template = key.path().segments();
        boolean isLong = key.path().isGreedy() ? segments.size() > template.size() : segments.size() == template.size();
        for (int i = 0; isLong && i < template.size(); i++) {
            boolean fits = template.get(i).isEmpty()
                    ? !segments.get(i).isEmpty()
                    : template.get(i).equals(segments.get(i));
            isLong = fits;
        }
        // Of an empty rest it is not documented whether a greedy variable takes it: a key may, a cover is not relied upon to.
        return isLong;
    }

    private static PathTemplate template(Random random) {
        int length = random.nextInt(4);
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            segments.add(random.nextInt(3) == 0 ? "" : SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        }
        return new PathTemplate(segments, random.nextInt(3) == 0);
    }

    private static String rival(Random random) {
        StringBuilder path = new StringBuilder();
        boolean isExpression = random.nextBoolean();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            path.append('/').append(isExpression ? segment(random) : SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        }
        if (path.isEmpty() || random.nextInt(4) == 0) {
            path.append('/');
        }
        return isExpression ? "~" + path + (random.nextBoolean() ? "$" : "") : path.toString();
    }

    private static String segment(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "[^/]+";
            case 1 -> "[a]+";
            case 2 -> "[ab]*";
            case 3 -> "(a|b)";
            case 4 -> ".*";
            case 5 -> "a[b]?";
            default -> SEGMENTS.get(random.nextInt(SEGMENTS.size()));
        };
    }
}
