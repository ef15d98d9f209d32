package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.router.Measures.Judgement;
import dev.headgate.router.Trail.Decision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a deployed function writes, to the letter.
class FunctionLogTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30.007Z");
    private static final Invocation INVOCATION = new Invocation("orders-router", "12",
            "899856cb-83d1-40d7-8611-9e78f15f32f4",
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
    private static final Invocation BARE = new Invocation("", "", "", "");
    private static final String HEAD = "{\"timestamp\":\"2026-11-25T10:20:30.007Z\",\"level\":\"%s\","
            + "\"service\":\"orders\",\"message\":\"request %s\",";

    private final List<String> written = new ArrayList<>();

    @Test
    void an_answer_is_an_entry_and_its_metrics() {
        log(false).of(INVOCATION).write(new Handled(Response.of(200), trail(Decision.PROXIED, OptionalLong.of(20),
                List.of())).logLine("0123456789abcdef0123456789abcdef", 25, true));
        assertThat(written).containsExactly(HEAD.formatted("INFO", "proxied")
                + "\"function_name\":\"orders-router\",\"function_version\":\"12\","
                + "\"function_request_id\":\"899856cb-83d1-40d7-8611-9e78f15f32f4\","
                + "\"xray_trace_id\":\"1-5759e988-bd862e3fe1be46a994272793\","
                + "\"requestId\":\"0123456789abcdef0123456789abcdef\",\"decision\":\"proxied\",\"status\":200,"
                + "\"latencyMillis\":25,\"upstreamMillis\":20,\"cold_start\":true,"
                + "\"Deployment\":\"orders\",\"Requests\":1,\"Latency\":25,\"UpstreamLatency\":20,\"ClientErrors\":0,"
                + "\"ServerErrors\":0,\"RateLimited\":0,\"ColdStarts\":1,\"StoreFailures\":0,"
                + "\"UncountedRequests\":0,"
                + "\"_aws\":{\"Timestamp\":1795602030007,\"CloudWatchMetrics\":[{\"Namespace\":\"Headgate\","
                + "\"Dimensions\":[[\"Deployment\"]],\"Metrics\":[{\"Name\":\"Requests\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"Latency\",\"Unit\":\"Milliseconds\"},"
                + "{\"Name\":\"UpstreamLatency\",\"Unit\":\"Milliseconds\"},"
                + "{\"Name\":\"ClientErrors\",\"Unit\":\"Count\"},{\"Name\":\"ServerErrors\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"RateLimited\",\"Unit\":\"Count\"},{\"Name\":\"ColdStarts\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"StoreFailures\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"UncountedRequests\",\"Unit\":\"Count\"}]}]}}");
    }

    @Test
    void metrics_of_routes_are_there_where_they_are_asked_for_and_there_is_a_route() {
        for (String route : List.of("11111111-1111-4111-8111-111111111111", "")) {
            log(true).of(BARE).write(new LogLine("0", route, "", "", "", "attested", OptionalInt.empty(), 3,
                    OptionalLong.empty(), false, "", List.of(), Measures.judged(Judgement.PASSED, 3, false),
                    List.of()));
        }
        assertThat(written.get(0)).contains(
                "\"Deployment\":\"orders\",\"Route\":\"11111111-1111-4111-8111-111111111111\",",
                "\"Dimensions\":[[\"Deployment\"],[\"Deployment\",\"Route\"]],");
        assertThat(written.get(1)).contains("\"Dimensions\":[[\"Deployment\"]],").doesNotContain("Route\"");
    }

    @Test
    void a_judgement_is_an_entry_and_its_metrics() {
        log(false).of(BARE).write(new LogLine("0", "", "", "", "key-auth", "refused", OptionalInt.of(401), 3,
                OptionalLong.empty(), false, "", List.of(), Measures.judged(Judgement.REFUSED, 3, false), List.of()));
        assertThat(written).containsExactly(HEAD.formatted("INFO", "refused")
                + "\"requestId\":\"0\",\"plugin\":\"key-auth\",\"decision\":\"refused\",\"status\":401,"
                + "\"latencyMillis\":3,\"cold_start\":false,"
                + "\"Deployment\":\"orders\",\"AuthorizerRequests\":1,\"AuthorizerRefused\":1,\"AuthorizerFailed\":0,"
                + "\"AuthorizerLatency\":3,\"AuthorizerColdStarts\":0,"
                + "\"_aws\":{\"Timestamp\":1795602030007,\"CloudWatchMetrics\":[{\"Namespace\":\"Headgate\","
                + "\"Dimensions\":[[\"Deployment\"]],\"Metrics\":[{\"Name\":\"AuthorizerRequests\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"AuthorizerRefused\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"AuthorizerFailed\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"AuthorizerLatency\",\"Unit\":\"Milliseconds\"},"
                + "{\"Name\":\"AuthorizerColdStarts\",\"Unit\":\"Count\"}]}]}}");
    }

    @Test
    void a_failure_says_nothing_of_what_is_not_known() {
        log(false).of(BARE).write(LogLine.failure("0", 3, false, new IllegalStateException("the client's password"),
                Measures.unanswered(3, false)));
        assertThat(written).singleElement().asString()
                .startsWith(HEAD.formatted("ERROR", "failed") + "\"requestId\":\"0\",\"decision\":\"failed\",")
                .contains("\"error\":{\"message\":\"java.lang.IllegalStateException at ",
                        "\"Requests\":1,\"Latency\":3,\"ClientErrors\":0,\"ServerErrors\":1,\"ColdStarts\":0,\"_aws\"")
                .doesNotContain("password");
    }

    @Test
    void a_backend_that_did_not_answer_was_not_quick() {
        log(false).of(BARE).write(new Handled(Response.of(502), trail(Decision.FAILED, OptionalLong.of(1),
                List.of("connection refused"))).logLine("0", 2, false));
        assertThat(written).singleElement().asString().contains("\"level\":\"ERROR\"", "\"upstreamMillis\":1,",
                "\"ClientErrors\":0,\"ServerErrors\":1,").doesNotContain("UpstreamLatency");
    }

    @Test
    void what_kept_nobody_from_an_answer_is_a_warning() {
        log(false).of(BARE).write(new Handled(Response.of(429), new Trail(Decision.PLUGIN, Optional.empty(),
                Optional.empty(), Optional.empty(), OptionalLong.empty(), List.of("the table is away"), true, true,
                List.of("rate-limiting"), List.of()))
                .logLine("0", 2, false));
        assertThat(written).singleElement().asString().contains("\"level\":\"WARN\"",
                "\"ClientErrors\":1,\"ServerErrors\":0,\"RateLimited\":1,\"ColdStarts\":0,\"StoreFailures\":1,"
                        + "\"UncountedRequests\":1,",
                "\"error\":{\"message\":\"the table is away\"},\"uncounted\":[\"rate-limiting\"],");
    }

    private FunctionLog log(boolean perRoute) {
        return new FunctionLog("orders", perRoute, InstantSource.fixed(NOW), written::add);
    }

    private static Trail trail(Decision decision, OptionalLong upstreamMillis, List<String> errors) {
        return new Trail(decision, Optional.empty(), Optional.empty(), Optional.empty(), upstreamMillis, errors, false,
                false, List.of(), List.of());
    }
}
