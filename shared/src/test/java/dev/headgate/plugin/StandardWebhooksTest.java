package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signatures were made by openssl: `printf 'msg_1.1795602030.{"a":1}' | openssl dgst -sha256 -hmac MfKQ… -binary | base64`.
class StandardWebhooksTest {
    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static PluginKit.Outcome send(String config, Exchange exchange) {
        return PluginKit.send(PluginKit.plugin(StandardWebhooks.TYPE, config), exchange, Response.of(204));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            tolerance | webhook-id | webhook-timestamp | webhook-signature                                       | body     | passes
            300       | msg_1      | 1795602030        | v1,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ=         | {"a":1}  | yes
            # Any of several signatures is enough, and those of other versions do not matter.
            300       | msg_1      | 1795602030        | v1a,x v1,y v1,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ= v2 | {"a":1} | yes
            300       | msg_1      | 1795602030        | v2,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ=         | {"a":1}  | no
            300       | msg_1      | 1795602030        | vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ=            | {"a":1}  | no
            300       | msg_1      | 1795602030        | v1,                                                     | {"a":1}  | no
            300       | msg_1      | 1795602030        | v1,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ==        | {"a":1}  | no
            # Each part is signed.
            300       | msg_2      | 1795602030        | v1,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ=         | {"a":1}  | no
            300       | msg_1      | 1795602029        | v1,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ=         | {"a":1}  | no
            300       | msg_1      | 1795602030        | v1,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ=         | {"a":2}  | no
            300       | msg_1      | 1795602030        | v1,BFLfh6r9OHyMzeZXvGjT7TR13CtRVi7oro6YwLDVXN8=         |          | no
            300       |            | 1795602030        | v1,BFImLOnxd9nQl6j2By6IAFazQDqGxDeYVY8eMWvq2KU=         | {"a":1}  | yes
            # Age.
            300       | msg_1      | 1795601730        | v1,1QOqdn1v0TYah3nzbyhmieDSvkT8gFRHt5KzJtrZOy0=         | {"a":1}  | yes
            300       | msg_1      | 1795601729        | v1,R61UacPCdiPlefQr1PzBMB/0oXQ/Jblcfw9hixM3N9E=         | {"a":1}  | no
            301       | msg_1      | 1795601729        | v1,R61UacPCdiPlefQr1PzBMB/0oXQ/Jblcfw9hixM3N9E=         | {"a":1}  | yes
            0         | msg_1      | 1795602030        | v1,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ=         | {"a":1}  | yes
            0         | msg_1      | 1795702029        | v1,/yshg+2rf38QSTTCnpefhOgqzSbPrm+uhhVC2Ycj4c4=         | {"a":1}  | yes
            300       | msg_1      | 01795602030       | v1,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ=         | {"a":1}  | yes
            300       | msg_1      | soon              | v1,4NxrScJid/jdoxOOOmVGeeXvk24+P1kXyJOa2b15wu4=         | {"a":1}  | no
            9000000000 | msg_1     | soon              | v1,4NxrScJid/jdoxOOOmVGeeXvk24+P1kXyJOa2b15wu4=         | {"a":1}  | yes
            """)
    void only_webhooks_that_are_signed_and_recent_pass(String tolerance, String id, String timestamp, String signature,
            String body, String passes) {
        String webhook = "POST / + webhook-id: " + (id == null ? "" : id) + " + webhook-timestamp: " + timestamp
                + " + webhook-signature: " + signature + (body == null ? "" : " + body: " + body);
        PluginKit.Outcome outcome = send("{secret_v1: " + SECRET + ", tolerance_second: " + tolerance + "}",
                PluginKit.exchange(Written.request(webhook)));
        assertThat(outcome.backend()).isEqualTo(passes.equals("yes") ? webhook : Written.NOTHING);
        assertThat(outcome.client()).startsWith(passes.equals("yes") ? "204" : "400 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST / + webhook-timestamp: 1 + webhook-signature: v1,x + body: x
            POST / + webhook-id: 1 + webhook-signature: v1,x + body: x
            POST / + webhook-id: 1 + webhook-timestamp: 1 + body: x
            POST / + body: x
            """)
    void a_webhook_without_its_fields_is_answered_as_kong_does(String webhook) {
        assertThat(send("{secret_v1: x}", PluginKit.exchange(Written.request(webhook)))).isEqualTo(
                new PluginKit.Outcome(Written.NOTHING, "400 + Content-Type: application/json; charset=utf-8 + body: "
                        + "{\n  \"message\":\"Bad request\",\n"
                        + "  \"request_id\":\"0123456789abcdef0123456789abcdef\"\n}"));
    }

    @Test
    void what_earlier_plugins_made_of_the_request_counts() {
        Exchange sent = PluginKit.exchange(Written.request("POST / + webhook-id: msg_1 + webhook-timestamp: 1795602030"
                + " + x-signature: v1,vQvJRmZjBu8JDt2O21kG2s7LHI7gqQ9AENJyPIrAlxQ= + body: {\"a\":1}"));
        Exchange renamed = sent.withUpstream(
                sent.upstream().withHeader("webhook-signature", sent.request().headers().first("x-signature")));
        assertThat(send("{secret_v1: " + SECRET + "}", sent).client()).startsWith("400");
        assertThat(send("{secret_v1: " + SECRET + "}", renamed).client()).startsWith("204");
    }

    @Test
    void the_secret_is_not_shown() {
        assertThat(PluginKit.plugin(StandardWebhooks.TYPE, "{secret_v1: verysecret}").toString())
                .doesNotContain("verysecret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                    | test.yaml:1:1 error HG0103 plugin standard-webhooks config.secret_v1: required field missing. What webhooks are signed with, taken as it stands.
            {secret_v1: x, tolerance_second: -1}  | test.yaml:1:34 error HG0106 plugin standard-webhooks config.tolerance_second: -1: value should be between 0 and 9007199254740992.
            {secret_v1: x, tolerance_second: 5.5} | test.yaml:1:34 error HG0102 plugin standard-webhooks config.tolerance_second: 5.5: expected an integer. Write a whole number from 0 to 9007199254740992.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(StandardWebhooks.TYPE, config)).containsExactly(problem);
    }
}
