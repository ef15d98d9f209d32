package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever stands in a file, the reader answers: a gateway, or what is wrong.
class KongReaderPropertyTest {
    private static final KongReader READER = new KongReader(InstantSource.fixed(Instant.EPOCH));
    private static final String GOOD = good();
    /// Far more than any of these texts takes: only against one that would never end.
    private static final Duration FOR_EVER = Duration.ofSeconds(60);

    private static final List<String> NAMES = List.of("_format_version", "_transform", "_comment", "_ignore",
            "services",
            "routes", "consumers", "plugins", "upstreams", "targets", "keyauth_credentials", "basicauth_credentials",
            "hmacauth_credentials", "mtls_auth_credentials", "ca_certificates", "cert", "subject_name",
            "ca_certificate",
            "jwt_secrets", "acls", "certificates", "id", "name", "username", "custom_id", "key", "secret", "algorithm",
            "rsa_public_key", "ttl", "group", "host", "hosts", "paths", "methods", "headers", "snis", "protocols",
            "url",
            "service", "route", "consumer", "upstream", "target", "weight", "config", "minute", "<<", "tags", "enabled",
            "healthchecks", "active", "instance_name");
    private static final List<String> WORDS = List.of("\"3.0\"", "3.0", "orders", "\"/\"", "\"/a/../b\"", "\"~/x(\"",
            "\"*.x\"", "http", "https", "grpc", "GET", "key-auth", "rate-limiting", "jwt", "null", "true", "\"\"", "-1",
            "70000", "1e400", "\"{vault://env/x}\"", "\"http://a:b@c:99999/?x\"", "\"\\u0000\"", "\"\\ud800\"", "HS256",
            "1b4e28ba-2fa1-41d2-883f-0016d3cca427", "'${{ env \"X\" }}'", "0x7FFFFFFFFFFFFFFFFF");

    private static String good() {
        try {
            return Files.readString(Path.of(System.getProperty("headgate.root"),
                    "shared/src/test/resources/dev/headgate/config/forms/nested.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException("the good file is missing", e);
        }
    }

    private static void assertAnswers(String text) {
        Reading reading = assertTimeoutPreemptively(FOR_EVER, () -> READER.read("kong.yaml", text));
        boolean hasErrors = reading.diagnostics().stream().anyMatch(found -> found.severity() == Severity.ERROR);
        assertThat(reading.gateway().isPresent()).isEqualTo(!hasErrors);
        long lines = text.lines().count() + 1;
        for (Diagnostic found : reading.diagnostics()) {
            assertThat(found.location().line()).isBetween(0, (int) lines);
            assertThat(found.toString()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
            assertThat(found.message()).endsWith(".");
        }
    }

    @Property(tries = 300)
    void any_text_is_answered(@ForAll String text) {
        assertAnswers(text);
    }

    @Property(tries = 300)
    void any_bytes_are_answered(@ForAll byte[] content) {
        assertThat(assertTimeoutPreemptively(FOR_EVER, () -> READER.read("kong.yaml", content))).isNotNull();
    }

    @Property(tries = 500)
    void any_tree_is_answered(@ForAll("trees") String tree) {
        assertAnswers("{_format_version: '3.0', services: [{name: orders, host: h}], " + tree.substring(1));
    }

    @Property(tries = 1000)
    void any_change_of_a_good_file_is_answered(@ForAll("changes") List<Change> changes) {
        List<String> lines = new ArrayList<>(GOOD.lines().toList());
        changes.forEach(change -> change.apply(lines));
        assertAnswers(String.join("\n", lines));
    }

    @Property(tries = 200)
    void a_good_file_cut_off_anywhere_is_answered(@ForAll int at) {
        byte[] content = GOOD.getBytes(StandardCharsets.UTF_8);
        assertAnswers(new String(content, 0, Math.floorMod(at, content.length), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> trees() {
        return mapping(4);
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> word = Arbitraries.of(WORDS);
        return depth == 0 ? word : Arbitraries.oneOf(word, word, list(depth - 1), mapping(depth - 1));
    }

    private static Arbitrary<String> list(int depth) {
        return value(depth).list().ofMaxSize(4)
                .map(items -> items.stream().collect(Collectors.joining(", ", "[", "]")));
    }

    private static Arbitrary<String> mapping(int depth) {
        return Combinators.combine(Arbitraries.of(NAMES), value(depth)).as((name, value) -> name + ": " + value).list()
                .ofMaxSize(6).map(entries -> entries.stream().collect(Collectors.joining(", ", "{", "}")));
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 1000);
        Arbitrary<String> text = Arbitraries.oneOf(Arbitraries.of(WORDS), Arbitraries.of(NAMES),
                Arbitraries.of("- ", ": ", "  ", "\t", "&a ", "*a", "[", "]", "{", "}", "#", "|", "\"", "'", "~", "---",
                        "!!str ", "? ", ", ", "%"),
                Arbitraries.strings().ofMaxLength(3));
        return Combinators.combine(Arbitraries.of(Kind.class), place, place, text).as(Change::new).list().ofMinSize(1)
                .ofMaxSize(4);
    }

    enum Kind {
        DELETE_LINE, REPEAT_LINE, MOVE_LINE, INSERT_TEXT, DELETE_CHARACTER, REPLACE_VALUE
    }

    /// One edit, as a hurried person makes it.
    record Change(Kind kind, int line, int other, String text) {
        void apply(List<String> lines) {
            if (lines.isEmpty()) {
                return;
            }
            int at = line % lines.size();
            String old = lines.get(at);
            int column = old.isEmpty() ? 0 : other % old.length();
            switch (kind) {
                case DELETE_LINE -> lines.remove(at);
                case REPEAT_LINE -> lines.add(other % lines.size(), old);
                case MOVE_LINE -> lines.add(other % lines.size(), lines.remove(at));
                case INSERT_TEXT -> lines.set(at, old.substring(0, column) + text + old.substring(column));
                case DELETE_CHARACTER ->
                        lines.set(at, old.isEmpty() ? old : old.substring(0, column) + old.substring(column + 1));
                case REPLACE_VALUE -> lines.set(at, old.replaceFirst(":.*", ": ")
                        + (old.contains(":") ? text : ""));
            }
        }
    }
}
