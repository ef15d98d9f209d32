package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.event.AuthorizerEvent.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever the input, readers throw [MalformedEventException] or nothing.
class HostileInputPropertiesTest {
    private static final List<byte[]> SAMPLES = samples();
    private static final List<byte[]> ANSWERS = Stream
            .of("""
            {"statusCode":200,"headers":{"a":"b"},"multiValueHeaders":{"a":["b"]},"body":"aGk=","isBase64Encoded":true}""",
                    """
                    {"statusCode":"200","headers":{"a":1},"cookies":["a=1"],"body":"hi"}""",
                    """
                    {"principalId":"ada","policyDocument":{"Statement":[{"Effect":"Allow","Action":"*","Resource":["*"]}]},
                    "context":{"a":1}}""",
                    """
                    {"isAuthorized":true,"context":{"a":[1,{"b":null}]}}""")
            .map(answer -> answer.getBytes(StandardCharsets.UTF_8)).toList();

    private static List<byte[]> samples() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("headgate.root", ".."), "events"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted()
                    .map(HostileInputPropertiesTest::bytes)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Provide
    Arbitrary<byte[]> documents() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> tokens = Arbitraries.of("{", "}", "[", "]", ",", ":", "\"", "\"version\"", "\"2.0\"", "1e999",
                "null", "true", "\"requestContext\"", "\"\\ud800\"", "\"headers\"", "-", "\u0000", "\"statusCode\"")
                .list()
                .ofMaxSize(40).map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> deep = Arbitraries.integers().between(1, 3_000)
                .map(depth -> ("{\"requestContext\":{\"authorizer\":{\"a\":" + "[".repeat(depth) + "]".repeat(depth)
                        + "}}}")
                        .getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> spoiled = Arbitraries.randomValue(random -> spoiled(
                Stream.concat(SAMPLES.stream(), ANSWERS.stream()).skip(random.nextInt(SAMPLES.size() + ANSWERS.size()))
                        .findFirst().orElseThrow(),
                random));
        return Arbitraries.frequencyOf(Tuple.of(1, noise), Tuple.of(2, tokens),
                Tuple.of(1, deep), Tuple.of(6, spoiled));
    }

    /// A sample with some octets changed, a part cut out, or a part doubled.
    private static byte[] spoiled(byte[] sample, Random random) {
        int from = random.nextInt(sample.length);
        int to = from + random.nextInt(Math.min(30, sample.length - from));
        byte[] changed = sample.clone();
        return switch (random.nextInt(4)) {
            case 0 -> {
                changed[from] = (byte) random.nextInt(256);
                yield changed;
            }
            case 1 -> {
                byte[] letters = "\"{}[]:,0nt\\%/ ".getBytes(StandardCharsets.UTF_8);
                changed[from] = letters[random.nextInt(letters.length)];
                yield changed;
            }
            case 2 -> joined(Arrays.copyOf(sample, from), Arrays.copyOfRange(sample, to, sample.length));
            default -> joined(Arrays.copyOf(sample, to), Arrays.copyOfRange(sample, from, sample.length));
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    @Property(tries = 5_000)
    void eventsAreReadOrMalformed(@ForAll("documents") byte[] document) {
        try {
            assertThat(ProxyEvents.read(document).request()).isNotNull();
        } catch (MalformedEventException e) {
            assertThat(e).hasMessageMatching("(?s).+: .+");
        }
        try {
            assertThat(ProxyEvents.read(new ByteArrayInputStream(document)).request()).isNotNull();
        } catch (MalformedEventException e) {
            assertThat(e).hasMessageMatching("(?s).+: .+");
        }
        try {
            assertThat(AuthorizerEvents.read(document).request()).isNotNull();
        } catch (MalformedEventException e) {
            assertThat(e).hasMessageMatching("(?s).+: .+");
        }
    }

    @Property(tries = 2_000)
    void answersAreAlwaysAnswered(@ForAll("documents") byte[] document, @ForAll PayloadFormat format) {
        assertThat(ProxyResponses.read(format, document).status()).isBetween(100, 599);
    }

    @Property(tries = 2_000)
    void decisionsAreAlwaysJudged(@ForAll("documents") byte[] document, @ForAll Kind kind, @ForAll Form form) {
        assertThat(AuthorizerDecisions.read(kind, form, document, "arn:aws:execute-api:r:1:a/s/GET/")).isNotNull();
    }
}
