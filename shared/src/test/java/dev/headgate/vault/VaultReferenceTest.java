package dev.headgate.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultReferenceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            reference                                         | vault   | resource     | key      | version | config
            {vault://env/api-key}                             | env     | api-key      | ''       | 1       | {}
            {vault://env/pg/password}                         | env     | pg           | password | 1       | {}
            {vault://my-env/pg/password/}                     | my-env  | pg/password  | ''       | 1       | {}
            {vault://aws/prod/db/password#2}                  | aws     | prod/db      | password | 2       | {}
            {vault://aws/%2Fprod%2Fdb/password#1}             | aws     | /prod/db     | password | 1       | {}
            {vault://aws/prod//db}                            | aws     | prod         | db       | 1       | {}
            {vault://aws/a+b%20c}                             | aws     | a+b c        | ''       | 1       | {}
            {vault://aws/key?region=eu-west-1}                | aws     | key          | ''       | 1       | {region=eu-west-1}
            {vault://env/key?prefix=MY%5F&x#2}                | env     | key          | ''       | 2       | {prefix=MY_, x=}
            """)
    void references_name_a_vault_a_secret_and_a_member(String text, String vault, String resource, String key,
            int version, String config) {
        assertThat(VaultReference.parse(text)).isInstanceOfSatisfying(VaultReference.Parsed.Sound.class, sound -> {
            VaultReference reference = sound.reference();
            assertThat(reference.vault()).isEqualTo(vault);
            assertThat(reference.resource()).isEqualTo(resource);
            assertThat(reference.key()).isEqualTo(key);
            assertThat(reference.version()).isEqualTo(version);
            assertThat(new TreeMap<>(reference.config())).hasToString(config);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {vault:///key}       | reference url is missing host.
            {vault://env}        | reference url is missing path.
            {vault://env/}       | reference url has empty path.
            {vault://env///}     | reference url has empty path.
            {vault://env/%zz}    | reference url has invalid path.
            {vault://env/key#}   | reference url has invalid version.
            {vault://env/key#3}  | reference url has invalid version.
            {vault://env/key#a}  | reference url has invalid version.
            """)
    void malformed_references_say_why_in_kongs_words(String text, String problem) {
        assertThat(VaultReference.isMeant(text)).isTrue();
        assertThat(VaultReference.parse(text)).isEqualTo(new VaultReference.Parsed.Malformed(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bearer {vault://env/key}
            {vault://env/key
            vault://env/key
            {VAULT://env/key}
            """)
    void a_reference_is_the_whole_text(String text) {
        assertThat(VaultReference.isMeant(text)).isFalse();
    }
}
