package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What paths of formats 1.1 and 2.1 are in format 3.0 (kong/db/migrations/migrate_path_280_300.lua).
class PathMigrationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /                   | /
            /prefix             | /prefix
            /a.b-c_d~e          | /a.b-c_d~e
            /a//b/./c/../d      | /a/b/d
            /%61%2fb            | /a%2Fb
            /caf%c3%a9          | /café
            /a%20b              | /a b
            /regex.+            | ~/regex.+
            /users/\\d+$        | ~/users/\\d+$
            /(?<id>[^/]+)       | ~/(?<id>[^/]+)
            /a b                | ~/a b
            /café               | ~/café
            /*/caf%C3%a9        | ~/*/café
            /*/%2e%2E           | ~/*/\\.\\.
            /*/%5B%5d%28        | ~/*/%5B%5D%28
            /*/%7c%5c%5E%7B%2d  | '~/*/\\|\\\\\\^\\{\\-'
            /*/a%20b%41         | ~/*/a bA
            /*/%ff%41%C3        | ~/*/%FFA%C3
            /*/100%             | ~/*/100%
            '(a|b)'             | '~(a|b)'
            relative            | relative
            """)
    void a_path_is_written_anew(String path, String migrated) {
        assertThat(PathMigration.migrated(path)).isEqualTo(migrated);
    }

    @ParameterizedTest
    @CsvSource({"1.1, /regex.+", "2.1, /regex.+", "3.0, ~/regex.+"})
    void an_expression_of_an_older_format_is_one_of_the_latest(String version, String path) {
        List<Route> routes = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml", """
                _format_version: "%1$s"
                services: [{name: a, host: a.test, routes: [{name: nested, paths: [%2$s, /prefix]}]}]
                routes: [{name: flat, service: a, paths: [/x, %2$s]}]
                """.formatted(version, path)).gateway().orElseThrow().routes();
        PathPattern regex = new PathPattern.Regex("/regex.+");
        assertThat(routes).extracting(Route::paths).containsExactly(
                List.of(regex, new PathPattern.Prefix("/prefix")), List.of(new PathPattern.Prefix("/x"), regex));
    }
}
