package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.model.Consumer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AclTest {
    private static final String UNAUTHORIZED = "401 Unauthorized";
    private static final String FORBIDDEN = "403 You cannot consume this service";

    /// Who calls: nobody, an anonymous consumer, a consumer with a credential, a token without a consumer, or both; each
    /// with its groups, and behind `in` with its consumer groups.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                      | caller                       | outcome
            allow: [gold]                                               | nobody                       | 401 Unauthorized
            deny: [gold]                                                | nobody                       | 401 Unauthorized
            allow: [gold]                                               | consumer gold                | X-Consumer-Groups: gold
            allow: [gold, silver]                                       | consumer bronze silver       | X-Consumer-Groups: bronze, silver
            allow: [gold]                                               | consumer silver              | 403 You cannot consume this service
            allow: [gold]                                               | consumer Gold                | 403 You cannot consume this service
            allow: [gold]                                               | consumer                     | 403 You cannot consume this service
            deny: [gold]                                                | consumer silver gold         | 403 You cannot consume this service
            deny: [gold]                                                | consumer silver              | X-Consumer-Groups: silver
            deny: [gold]                                                | consumer                     | X-Consumer-Groups:
            allow: [gold]                                               | anonymous gold               | X-Consumer-Groups: gold
            allow: [gold]                                               | anonymous silver             | 403 You cannot consume this service
            allow: [gold]                                               | anonymous                    | 401 Unauthorized
            deny: [gold]                                                | anonymous                    | X-Consumer-Groups:
            deny: [gold]                                                | anonymous gold               | 403 You cannot consume this service
            allow: [gold]                                               | token gold                   | X-Authenticated-Groups: gold
            allow: [gold]                                               | token silver                 | 403 You cannot consume this service
            deny: [gold]                                                | token silver                 | X-Authenticated-Groups: silver
            deny: [gold]                                                | token gold                   | 403 You cannot consume this service
            allow: [gold]                                               | token                        | 403 You cannot consume this service
            deny: [gold]                                                | token                        | 403 You cannot consume this service
            allow: [gold]                                               | consumer gold, token silver  | X-Consumer-Groups: gold
            allow: [gold]                                               | consumer silver, token gold  | 403 You cannot consume this service
            {allow: [gold], always_use_authenticated_groups: true}      | consumer silver, token gold  | X-Authenticated-Groups: gold
            {allow: [gold], always_use_authenticated_groups: true}      | consumer gold, token silver  | 403 You cannot consume this service
            {allow: [gold], always_use_authenticated_groups: true}      | consumer gold                | X-Consumer-Groups: gold
            allow: [gold]                                               | consumer in gold             | 403 You cannot consume this service
            {allow: [gold], include_consumer_groups: true}              | consumer in gold             | X-Consumer-Groups: gold
            {allow: [gold], include_consumer_groups: true}              | consumer gold in silver gold | X-Consumer-Groups: gold, silver
            {allow: [gold], include_consumer_groups: true}              | consumer silver              | 403 You cannot consume this service
            {deny: [gold], include_consumer_groups: true}               | consumer silver in gold      | 403 You cannot consume this service
            {allow: [gold], include_consumer_groups: true}              | anonymous in gold            | X-Consumer-Groups: gold
            {allow: [gold], include_consumer_groups: true}              | anonymous                    | 401 Unauthorized
            {allow: [gold], hide_groups_header: true}                   | consumer gold                | passes
            {allow: [gold], hide_groups_header: true}                   | token gold                   | passes
            {allow: [gold], hide_groups_header: true}                   | consumer silver              | 403 You cannot consume this service
            """)
    void callers_pass_by_their_groups(String config, String caller, String outcome) {
        Acl acl = PluginKit.plugin(Acl.TYPE, config);
        Exchange exchange = PluginKit.exchange(PluginKit.request("GET", "/")).withIdentity(identity(caller));
        PluginKit.Outcome seen = PluginKit.send(acl, exchange, Response.of(200));
        assertThat(seen).isEqualTo(switch (outcome) {
            case UNAUTHORIZED, FORBIDDEN -> refusal(outcome);
            case "passes" -> new PluginKit.Outcome("GET /", "200");
            default -> new PluginKit.Outcome("GET / + " + outcome.replaceFirst(":$", ": "), "200");
        });
    }

    private static PluginKit.Outcome refusal(String statusAndMessage) {
        return new PluginKit.Outcome(Written.NOTHING, """
                %s + Content-Type: application/json; charset=utf-8 + body: {
                  "message":"%s",
                  "request_id":"0123456789abcdef0123456789abcdef"
                }""".formatted(statusAndMessage.substring(0, 3), statusAndMessage.substring(4)));
    }

    private static Identity identity(String caller) {
        String[] parts = caller.split(", ?");
        Optional<Consumer> consumer = Optional.empty();
        List<String> tokenGroups = List.of();
        for (String part : parts) {
            String[] words = part.split(" ");
            List<String> all = List.of(words).subList(1, words.length);
            int in = all.contains("in") ? all.indexOf("in") : all.size();
            List<String> groups = all.subList(0, in);
            List<String> consumerGroups = all.stream().skip(in + 1L).toList();
            switch (words[0]) {
                case "nobody" -> {
                    return new Identity.Unknown();
                }
                case "anonymous" -> {
                    return new Identity.Anonymous(consumer("anonymous", groups, consumerGroups));
                }
                case "consumer" -> consumer = Optional.of(consumer("ann", groups, consumerGroups));
                case "token" -> tokenGroups = groups;
                default -> throw new IllegalArgumentException(caller);
            }
        }
        return new Identity.Verified(consumer, new Identity.VerifiedCredential("id", ""), tokenGroups, Headers.EMPTY,
                Optional.empty());
    }

    private static Consumer consumer(String username, List<String> groups, List<String> consumerGroups) {
        return new Consumer("id-of-" + username, username, "", groups, consumerGroups, List.of(),
                Location.of("test.yaml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            allow: [gold]                               | GET / + X-Consumer-Groups: gold
            {allow: [gold], hide_groups_header: true}   | GET /
            """)
    void a_client_cannot_claim_groups(String config, String backend) {
        Exchange exchange = PluginKit
                .exchange(Written.request("GET / + X-Consumer-Groups: admin + x-authenticated-groups: admin"))
                .withIdentity(identity("consumer gold"));
        assertThat(PluginKit.send(PluginKit.plugin(Acl.TYPE, config), exchange, Response.of(200)).backend())
                .isEqualTo(backend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                           | 1:1 error HG0108 plugin acl config: at least one of these fields must be non-empty: 'config.allow', 'config.deny'. Name the groups that may pass: allow: [partners].
            {allow: []}                  | 1:1 error HG0108 plugin acl config: at least one of these fields must be non-empty: 'config.allow', 'config.deny'. Name the groups that may pass: allow: [partners].
            {allow: [a], deny: [b]}      | 1:20 error HG0108 plugin acl config: exactly one of these fields must be non-empty: 'config.allow', 'config.deny'. Keep the one that names fewer groups.
            {allow: [""]}                | 1:10 error HG0106 plugin acl config.allow[0]: length must be at least 1.
            {allow: gold}                | 1:9 error HG0102 plugin acl config.allow: "gold": expected an array. Write a list: ["gold"].
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(Acl.TYPE, config)).containsExactly("test.yaml:" + problem);
    }
}
