package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.identity.ApiKeys;
import dev.headgate.identity.Passwords;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.Secrets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashedFilesTest {
    private static final String BEGIN = "_format_version: \"3.0\"\n";
    private static final String ID = "6d1b4c52-34a5-4b0c-9ba8-2c62a8a2bb4a";

    private static HashedFiles hashed(SourceFile file, ReadingOptions options) {
        return HashedFiles.of(List.of(file), new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN,
                Secrets.NOT_LOOKED_UP, options), options);
    }

    private static SourceFile file(String text, Charset charset) {
        return new SourceFile("kong.yaml", text.getBytes(charset));
    }

    private static ReadingOptions options(Map<String, String> environment, ReadingOptions.Placeholders placeholders,
            String... tags) {
        return new ReadingOptions(environment, placeholders, List.of(tags));
    }

    /// In what is expected, K is the hash of the key "abc", U of "ü", P of the password "abc", E of the password of a
    /// consumer that is not read; ; is a line feed.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{key: abc}]                        | [{key: "K"}]
            [{"key":"abc"}]                     | [{"key":"K"}]
            [{key: 'abc', tags: [a]}] # abc     | [{key: "K", tags: [a]}] # abc
            [{key: "\u00fc"}]                   | [{key: "U"}]
            ;  - key: abc # 𝄞;    ttl: 5;       | ;  - key: "K" # 𝄞;    ttl: 5;
            ;  - key: >-;      abc;    ttl: 5;  | ;  - key: "K";;    ttl: 5;
            ;  - key: >-;      abc;             | ;  - key: "K";;
            ;  - key: &k abc;    tags: [a];     | ;  - key: &k "K";    tags: [a];
            ;  - key: !!str abc;                | ;  - key: "K";
            ;  - {<<: {key: abc}, tags: [b]};   | ;  - {<<: {key: "K"}, tags: [b]};
            [{key: "K"}]                        | [{key: "K"}]
            [{key: $abc}]                       | [{key: $abc}]
            [{key: ${{ env "DECK_KEY" }}}]      | [{key: ${{ env "DECK_KEY" }}}]
            [{tags: [${{ env "DECK_TAG" }}], key: abc}]    | [{tags: [${{ env "DECK_TAG" }}], key: "K"}]
            """)
    void keys_are_replaced_by_their_hashes(String keys, String expected) {
        String before = BEGIN + "consumers:\n- username: alice\n  keyauth_credentials: " + lines(keys) + "\n";
        HashedFiles hashed = hashed(file(before, StandardCharsets.UTF_8), options(
                Map.of("DECK_KEY", "xyz", "DECK_TAG", "longer-than-its-template", "abc", "xyz"),
                ReadingOptions.Placeholders.FILLED_IN));
        assertThat(text(hashed)).isEqualTo(
                BEGIN + "consumers:\n- username: alice\n  keyauth_credentials: " + lines(expected) + "\n");
        assertThat(hashed.clear()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            consumers: [{username: a, id: ID, basicauth_credentials: [{username: a, password: abc}]}]      | consumers: [{username: a, id: ID, basicauth_credentials: [{username: a, password: "P"}]}]
            {consumers: [{id: ID, username: a}], basicauth_credentials: [{consumer: a, username: a, password: abc}]} | {consumers: [{id: ID, username: a}], basicauth_credentials: [{consumer: a, username: a, password: "P"}]}
            {services: [{name: s, host: h, tags: [eu]}], consumers: [{username: a, tags: [us], basicauth_credentials: [{username: a, password: abc}]}]} | {services: [{name: s, host: h, tags: [eu]}], consumers: [{username: a, tags: [us], basicauth_credentials: [{username: a, password: "E"}]}]}
            """)
    void passwords_are_replaced_by_kongs_hashes(String before, String expected) {
        String head = before.startsWith("{") ? "" : BEGIN;
        String written = (head + before).replace("ID", ID).replaceFirst("^\\{", "{_format_version: \"3.0\", ");
        String result = (head + lines(expected)).replace("ID", ID)
                .replaceFirst("^\\{", "{_format_version: \"3.0\", ");
        HashedFiles hashed = hashed(file(written, StandardCharsets.UTF_8), before.contains("[us]")
                ? options(Map.of(), ReadingOptions.Placeholders.LITERAL, "eu")
                : ReadingOptions.DEFAULT);
        assertThat(text(hashed)).isEqualTo(result);
        assertThat(hashed.clear()).isEmpty();
    }

    @Test
    void passwords_that_are_hashes_already_stay() {
        String text = BEGIN + "_transform: false\nconsumers: [{username: a, basicauth_credentials: [{username: a, "
                + "password: a9993e364706816aba3e25717850c26c9cd0d89d}]}]\n";
        assertThat(text(hashed(file(text, StandardCharsets.UTF_8), ReadingOptions.DEFAULT))).isEqualTo(text);
    }

    @Test
    void utf_16_becomes_utf_8() {
        String text = "\uFEFF" + BEGIN + "consumers: [{username: 'ü', keyauth_credentials: [{key: abc}]}]\n";
        assertThat(text(hashed(file(text, StandardCharsets.UTF_16BE), ReadingOptions.DEFAULT)))
                .isEqualTo(text.substring(1).replace("abc", "\"" + ApiKeys.written(ApiKeys.hash("abc")) + "\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            consumers: [{username: &n abc, keyauth_credentials: [{key: *n}]}]                                | 2:24
            consumers: [{username: a, keyauth_credentials: [&c {key: abc}], jwt_secrets: [{<<: *c, secret: 0123456789abcdef0123456789abcdef}]}] | 2:58
            """)
    void a_text_that_is_something_else_too_is_told_of(String text, String place) {
        assertThat(hashed(file(BEGIN + text, StandardCharsets.UTF_8), ReadingOptions.DEFAULT).clear())
                .extracting(Location::toString).containsExactly("kong.yaml:" + place);
    }

    private static String lines(String text) {
        return text.replace(";", "\n").replace("\"K\"", '"' + ApiKeys.written(ApiKeys.hash("abc")) + '"')
                .replace("\"U\"", '"' + ApiKeys.written(ApiKeys.hash("ü")) + '"')
                .replace("\"P\"", '"' + Passwords.written(Passwords.hash("abc", ID)) + '"')
                .replace("\"E\"", '"' + Passwords.written(Passwords.hash("abc", "")) + '"');
    }

    private static String text(HashedFiles hashed) {
        return hashed.files().stream().map(file -> new String(file.content(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
