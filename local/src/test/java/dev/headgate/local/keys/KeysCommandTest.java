package dev.headgate.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.identity.ApiKeys;
import dev.headgate.identity.keys.KeyFormat;
import dev.headgate.local.cli.Headgate;
import dev.headgate.tables.Tables;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The commands as users type them, against an embedded DynamoDB.
@Timeout(120)
class KeysCommandTest {
    private static final String UNKNOWN_ID = "4f9c5d1e-7a55-5d0c-9b2b-3d0f4f1f8a01";

    private static EmbeddedDynamoDb dynamoDb;
    private static DynamoDbClient client;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        dynamoDb = EmbeddedDynamoDb.start(0);
        client = client(dynamoDb.endpoint());
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamoDb.close();
    }

    @BeforeEach
    void emptyTables() {
        dynamoDb.faults().clear();
        client.listTables().tableNames().forEach(table -> client.deleteTable(delete -> delete.tableName(table)));
        Tables.DEFAULT.create(client);
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder().region(Region.US_EAST_1).endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    /// How a command ended.
    private record Ended(int code, String out, String err) {
        /// The value behind a word at the beginning of a line.
        String fact(String name) {
            Matcher line = Pattern.compile("(?m)^" + name + " +(.*)$").matcher(out);
            assertThat(line.find()).as(name + " in " + out).isTrue();
            return line.group(1);
        }
    }

    private static Ended keys(String... arguments) {
        List<String> all = new ArrayList<>(List.of("keys", arguments[0], "--endpoint", dynamoDb.endpoint().toString()));
        all.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        return run(all.toArray(String[]::new));
    }

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Headgate.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = commandLine.execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    @Test
    void a_key_is_made_and_shown_once() {
        Ended created = keys("create", "--consumer", "alice", "--name", "laptop", "--expires", "90d", "--tag", "eu",
                "--tag", "ci");
        assertThat(created.code()).isZero();
        assertThat(KeyFormat.isGenerated(created.fact("key"))).isTrue();
        assertThat(created.err()).isEqualTo("The key is shown this once and not kept; store it now.\n");
        assertThat(created.fact("consumer")).isEqualTo("alice");
        assertThat(created.fact("tags")).isEqualTo("eu, ci");

        Ended shown = keys("show", created.fact("id"));
        assertThat(shown.code()).isZero();
        assertThat(created.out()).endsWith(shown.out());
        assertThat(shown.out()).doesNotContain(created.fact("key"));
        assertThat(keys("show", created.fact("key"))).as("found by the key itself").isEqualTo(shown);
    }

    @Test
    void programs_read_json() {
        Ended created = keys("create", "--consumer", "alice", "--format", "json");
        assertThat(created.err()).isEmpty();
        assertThat(created.out()).matches("""
                \\{"key":"hg_\\w{38}","id":"[-0-9a-f]{36}","state":"active","consumer_id":"[-0-9a-f]{36}",\
                "prefix":"hg_\\w{4}","consumer":"alice","name":"","created":"20[^"]+Z","expires":null,"revoked":null,\
                "replaced_by":"","tags":\\[]}
                """);
        assertThat(keys("list", "--format", "JSON").out()).isEqualTo(
                "[\n  " + created.out().replaceFirst("\"key\":\"\\w+\",", "").strip() + "\n]\n");
    }

    @Test
    void keys_are_listed_by_consumer_or_all() {
        keys("create", "--consumer", "alice", "--name", "first");
        keys("create", "--consumer", "alice", "--name", "second");
        keys("create", "--consumer", "bob", "--name", "third");
        assertThat(names(keys("list", "--consumer", "alice"))).isEqualTo("NAME, first, second");
        assertThat(keys("list").out().lines()).hasSize(4);
        assertThat(names(keys("list", "--consumer", "carol"))).isEqualTo("NAME");
        assertThat(keys("list", "--consumer", "carol", "--format", "json").out()).isEqualTo("[]\n");
    }

    private static String names(Ended list) {
        return list.out().lines().map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.joining(", "));
    }

    @Test
    void a_rotated_key_has_a_successor() {
        Ended old = keys("create", "--consumer", "alice", "--name", "laptop", "--tag", "ci");
        Ended rotated = keys("rotate", old.fact("id"), "--grace", "1h");
        assertThat(rotated.code()).isZero();
        assertThat(rotated.fact("key")).isNotEqualTo(old.fact("key"));
        assertThat(rotated.fact("name")).isEqualTo("laptop");
        assertThat(rotated.fact("replaces")).startsWith(old.fact("id") + ", which works until 20");
        Ended after = keys("show", old.fact("id"));
        assertThat(after.fact("replaced by")).isEqualTo(rotated.fact("id"));
        assertThat(rotated.fact("replaces")).endsWith(after.fact("expires"));
    }

    @Test
    void a_revoked_key_is_ended_and_cannot_be_rotated() {
        String id = keys("create", "--consumer", "alice").fact("id");
        assertThat(keys("revoke", id).fact("state")).isEqualTo("revoked");
        assertThat(keys("revoke", id).code()).isZero();
        Ended refused = keys("rotate", id);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("the key " + id + " is revoked, so nobody can be using it."
                + " Make another with headgate keys create.\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            command                                 | code | error
            show UNKNOWN                            | 1    | there is no key with the id UNKNOWN. headgate keys list shows all.
            revoke UNKNOWN                          | 1    | there is no key with the id UNKNOWN. headgate keys list shows all.
            rotate UNKNOWN                          | 1    | there is no key with the id UNKNOWN. headgate keys list shows all.
            create                                  | 2    | Missing required option: '--consumer=USERNAME'
            create --consumer=                      | 2    | --consumer is empty. Name a consumer's username.
            create --consumer a --expires soon      | 2    | --expires soon: not in the future. Write a duration such as 90d, 12h, 30m or PT1H30M, or a moment such as 2027-01-31 or 2027-01-31T12:00:00Z.
            create --consumer a --expires 2020-01-01 | 2   | --expires 2020-01-01: not in the future. Write a duration such as 90d, 12h, 30m or PT1H30M, or a moment such as 2027-01-31 or 2027-01-31T12:00:00Z.
            rotate UNKNOWN --grace -1h              | 2    | --grace -1h: not a duration. Write a duration such as 90d, 12h, 30m or PT1H30M.
            show                                    | 2    | Missing required parameter: 'ID'
            list --format yaml                      | 2    | Invalid value for option '--format': expected one of [TEXT, JSON] (case-insensitive) but was 'yaml'
            list --data DIR                         | 2    | Error: --endpoint=URL, --data=DIR are mutually exclusive (specify only one)
            import no-such-file.csv                 | 3    | headgate: there is no file no-such-file.csv.
            list --table other                      | 3    | headgate: the store has no table other. Is a gateway running (headgate start)? Else name its --endpoint, open its folder with --data DIR, or name a --region of AWS.
            """)
    void mistakes_are_named(String command, int code, String error) {
        Ended ended = keys(command.replace("UNKNOWN", UNKNOWN_ID).split(" "));
        assertThat(ended.err().lines().findFirst()).contains(error.replace("UNKNOWN", UNKNOWN_ID));
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void a_store_that_is_not_there_is_named() throws IOException {
        EmbeddedDynamoDb gone = EmbeddedDynamoDb.start(0);
        gone.close();
        Ended ended = run("keys", "list", "--endpoint", gone.endpoint().toString());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).startsWith("headgate: the store does not answer: ").contains("Connection refused")
                .contains("headgate start");
    }

    @Test
    void files_are_opened_directly_where_no_gateway_runs() {
        Path data = folder.resolve("data");
        Ended created = run("keys", "create", "--data", data.toString(), "--consumer", "alice");
        assertThat(created.code()).as(created.err()).isZero();
        Ended shown = run("keys", "show", "--data", data.toString(), created.fact("id"));
        assertThat(created.out()).endsWith(shown.out());
    }

    @Test
    void files_that_a_gateway_has_open_are_refused() throws IOException {
        try (EmbeddedDynamoDb _ = EmbeddedDynamoDb.start(0, folder)) {
            Ended ended = run("keys", "list", "--data", folder.toString());
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).startsWith("headgate: ").contains(folder.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            file                                                    | what is exported
            key,consumer\\nsecret,alice                             | sha256(secret) s alice - never []
            consumer,key,name,tags,expires\\r\\nalice,secret,\\qa, \\q\\qb\\q\\q\\q,eu; ci,2027-01-31\\r\\n | sha256(secret) s alice a, \\qb\\q 2027-01-31T00:00:00Z [eu, ci]
            hash,consumer,prefix\\nHASH,alice,sec                   | sha256(secret) sec alice - never []
            {\\qkey\\q:\\qsecret\\q,\\qconsumer\\q:\\qalice\\q,\\qtags\\q:[\\qeu\\q]}\\n\\n | sha256(secret) s alice - never [eu]
            \uFEFFkey,consumer\\nsecret,alice\\n                    | sha256(secret) s alice - never []
            key,consumer\\n                                         | ''
            ''                                                      | ''
            """)
    void files_are_csv_or_json_lines(String content, String exported) throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, content.replace("\\n", "\n").replace("\\r", "\r").replace("\\q", "\"")
                .replace("HASH", ApiKeys.hash("secret").toUpperCase(Locale.ROOT)));
        Ended imported = keys("import", file.toString());
        assertThat(imported.err()).isEmpty();
        assertThat(imported.code()).isZero();
        assertThat(keys("export").out().lines().map(KeysCommandTest::brief).collect(Collectors.joining("\n")))
                .isEqualTo(exported.replace("\\q", "\"").replace("sha256(secret)", ApiKeys.hash("secret")));
    }

    private static String brief(String line) {
        Matcher parts = Pattern
                .compile("\\{\"hash\":\"(\\w+)\",\"prefix\":\"(.*)\",\"consumer\":\"(.*)\",\"name\":\"(.*)\","
                        + "\"created\":\".*\",\"expires\":(.*),\"revoked\":null,\"replaced_by\":\"\",\"tags\":(.*)}")
                .matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        return String.join(" ", parts.group(1), parts.group(2), parts.group(3),
                parts.group(4).isEmpty() ? "-" : parts.group(4).replace("\\\"", "\""),
                parts.group(5).equals("null") ? "never" : parts.group(5).replace("\"", ""),
                parts.group(6).replace("\"", "").replace(",", ", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', useHeadersInDisplayName = true, textBlock = """
            file                                   | problem
            key\\nsecret                           | FILE:2: consumer is missing. Name the username of the consumer that the key identifies.
            key,consumer\\na,b\\n,c                | FILE:3: needs either key or hash.
            key,hash,consumer\\na,b,c              | FILE:2: needs either key or hash.
            hash,consumer\\nabc,alice              | FILE:2: hash is not a SHA-256 in hex, which has 64 digits.
            key,consumer\\na,b,c                   | FILE:2: 3 values under 2 columns.
            key,user\\na,b                         | "FILE:1: unknown column ""user"". The first line names the columns: key, hash, consumer, name, expires, prefix, created, revoked, replaced_by, tags."
            key,consumer,expires\\na,b,soon        | "FILE:2: expires is not a moment: ""soon"". Write a duration such as 90d, 12h, 30m or PT1H30M, or a moment such as 2027-01-31 or 2027-01-31T12:00:00Z."
            key,consumer\\na,\\qb                  | FILE:2: a quote is opened and never closed.
            key,consumer\\na,\\qb\\qc              | FILE:2: text after a closing quote. Write a quote inside a value twice.
            {\\qkey\\q:\\qa\\q,\\qconsumer\\q:1}   | FILE:1: consumer is not a text.
            {\\qkey\\q:\\qa\\q,\\quser\\q:\\qb\\q} | "FILE:1: unknown member ""user"". Known are key, hash, consumer, name, expires, prefix, created, revoked, replaced_by and tags."
            {\\qkey\\q:                            | FILE:1: not JSON, at column 8.
            {}{}                                   | FILE:1: more than one JSON object in a line.
            {\\qtags\\q:[1]}                       | FILE:1: tags is not a list of texts.
            """)
    void a_bad_record_ends_the_import_with_its_line(String content, String problem) throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, content.replace("\\n", "\n").replace("\\q", "\""));
        Ended ended = keys("import", file.toString());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).matches(Pattern.quote(problem.replace("FILE", file.toString()))
                + "\n[01] keys before it were stored; mend the file and import all of it again.\n");
    }

    @ParameterizedTest
    @CsvSource({"json", "csv"})
    void what_was_exported_is_imported_as_it_was(String format) {
        Ended first = keys("create", "--consumer", "alice", "--name", "a \"quoted\", name", "--tag", "eu", "--expires",
                "90d");
        keys("rotate", first.fact("id"));
        keys("revoke", keys("create", "--consumer", "bob").fact("id"));
        Set<String> before = exported();
        assertThat(before).hasSize(3);
        Path file = folder.resolve("export");
        assertThat(keys("export", file.toString(), "--format", format).code()).isZero();
        assertThat(file).content().doesNotContain(first.fact("key"));
        emptyTables();
        assertThat(keys("import", file.toString(), "--format", "json").out()).startsWith("{\"stored\":3,");
        assertThat(exported()).isEqualTo(before);
    }

    private static Set<String> exported() {
        return keys("export").out().lines().collect(Collectors.toSet());
    }

    @Test
    void twenty_thousand_keys_are_imported_and_found() throws IOException {
        Path file = folder.resolve("keys.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("key,consumer\n");
            for (int i = 0; i < 20_000; i++) {
                out.write("imported-key-" + i + ",consumer-" + i % 500 + "\n");
            }
        }
        Ended imported = keys("import", file.toString());
        assertThat(imported.out()).startsWith("20,000 keys stored in ");
        assertThat(keys("list", "--consumer", "consumer-123").out().lines()).hasSize(41);
        assertThat(exported()).hasSize(20_000).anyMatch(line -> line.contains(ApiKeys.hash("imported-key-19999")));
    }

    @Test
    void an_import_into_a_store_that_fails_says_so() throws IOException {
        Path file = folder.resolve("keys.csv");
        Files.writeString(file, "key,consumer\na,b\n");
        dynamoDb.faults().all("BatchWriteItem", Fault.internalError());
        Ended ended = keys("import", file.toString());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).startsWith("headgate: the store does not answer: ");
    }

    @Test
    void every_command_has_help() {
        for (String command : List.of("create", "list", "show", "rotate", "revoke", "import", "export")) {
            Ended help = run("keys", command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).startsWith("Usage: headgate keys " + command).contains("--endpoint=URL",
                    "--data=DIR",
                    "--region=REGION", "--table=NAME");
        }
        assertThat(run("keys").code()).as("without a command").isEqualTo(2);
    }
}
