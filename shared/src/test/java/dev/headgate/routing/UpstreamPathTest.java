package dev.headgate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.model.PathPattern;
import dev.headgate.model.Route.PathHandling;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values follow Kong's table (spec/fixtures/router_path_handling_tests.lua).
class UpstreamPathTest {
    @ParameterizedTest(name = "{0} behind {1}, request {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # service   | route    | request          | strip v0      | strip v1     | keep v0               | keep v1
            /           | /        | /                | /             | /            | /                     | /
            /           | /        | /route           | /route        | /route       | /route                | /route
            /           | /        | /route/          | /route/       | /route/      | /route/               | /route/
            /           | /        | /routereq        | /routereq     | /routereq    | /routereq             | /routereq
            /           | /        | /route/req       | /route/req    | /route/req   | /route/req            | /route/req
            -           | /route   | /route           | /             | /            | /route                | /route
            /           | /route   | /route           | /             | /            | /route                | /route
            /           | /route   | /route/          | /             | /            | /route/               | /route/
            /           | /route   | /routereq        | /req          | /req         | /routereq             | /routereq
            /           | /route/  | /route/          | /             | /            | /route/               | /route/
            /           | /route/  | /route/req       | /req          | /req         | /route/req            | /route/req
            /srv        | /rou     | /roureq          | /srv/req      | /srvreq      | /srv/roureq           | /srvroureq
            /srv/       | /rou     | /rou             | /srv          | /srv/        | /srv/rou              | /srv/rou
            /service    | /        | /                | /service      | /service     | /service              | /service
            /service    | /        | /route           | /service/route| /serviceroute| /service/route        | /serviceroute
            /service    | /        | /route/          | /service/route/|/serviceroute/| /service/route/      | /serviceroute/
            /service    | /route   | /route           | /service      | /service     | /service/route        | /serviceroute
            /service    | /route   | /route/          | /service/     | /service/    | /service/route/       | /serviceroute/
            /service    | /route   | /routereq        | /service/req  | /servicereq  | /service/routereq     | /serviceroutereq
            /service    | /route/  | /route/          | /service/     | /service     | /service/route/       | /serviceroute/
            /service    | /route/  | /route/req       | /service/req  | /servicereq  | /service/route/req    | /serviceroute/req
            /service/   | /        | /                | /service/     | /service/    | /service/             | /service/
            /service/   | /        | /route/          | /service/route/|/service/route/| /service/route/     | /service/route/
            /service/   | /        | /routereq        | /service/routereq|/service/routereq|/service/routereq| /service/routereq
            /service/   | /route   | /route           | /service      | /service/    | /service/route        | /service/route
            /service/   | /route   | /route/          | /service/     | /service/    | /service/route/       | /service/route/
            /service/   | /route   | /routereq        | /service/req  | /service/req | /service/routereq     | /service/routereq
            /service/   | /route/  | /route/          | /service/     | /service/    | /service/route/       | /service/route/
            /service/   | /route/  | /route/req       | /service/req  | /service/req | /service/route/req    | /service/route/req
            # routes without paths
            /           | -        | /                | /             | /            | /                     | /
            /           | -        | /route/          | /route/       | /route/      | /route/               | /route/
            /service    | -        | /                | /service      | /service     | /service              | /service
            /service    | -        | /route           | /service/route| /serviceroute| /service/route        | /serviceroute
            /service/   | -        | /                | /service/     | /service/    | /service/             | /service/
            /service/   | -        | /route           | /service/route| /service/route|/service/route         | /service/route
            # dots laid bare by the cut
            /service    | /route   | /route./req      | /service/req  | /servicereq  | /service/route./req   | /serviceroute./req
            /service/   | /route   | /route%2E/req    | /service/req  | /service/req | /service/route./req   | /service/route./req
            /service    | /route   | /route../req     | /service/req  | /servicereq  | /service/route../req  | /serviceroute../req
            /service/   | /route   | /route%2e%2E/req | /service/req  | /service/req | /service/route../req  | /service/route../req
            /service    | /route   | /route..         | /service      | /service     | /service/route..      | /serviceroute..
            /service    | /route   | /route.          | /service      | /service     | /service/route.       | /serviceroute.
            # what is sent is escaped again; encoded slashes stay
            /           | /route   | /route/a%20b%2fc | /a%20b%2Fc    | /a%20b%2Fc   | /route/a%20b%2Fc      | /route/a%20b%2Fc
            /           | /ø       | /%C3%B8/%C3%B8   | /%C3%B8       | /%C3%B8      | /%C3%B8/%C3%B8        | /%C3%B8/%C3%B8
            """)
    void the_backend_is_asked_for(String service, String route, String request, String stripV0, String stripV1,
            String keepV0, String keepV1) {
        assertThat(path(service, route, request, true, PathHandling.V0)).as("strip v0").isEqualTo(stripV0);
        assertThat(path(service, route, request, true, PathHandling.V1)).as("strip v1").isEqualTo(stripV1);
        assertThat(path(service, route, request, false, PathHandling.V0)).as("keep v0").isEqualTo(keepV0);
        assertThat(path(service, route, request, false, PathHandling.V1)).as("keep v1").isEqualTo(keepV1);
    }

    private static String path(String service, String route, String request, boolean strip, PathHandling handling) {
        return of(service, route, request, strip, handling).path();
    }

    private static UpstreamPath of(String service, String route, String request, boolean strip,
            PathHandling handling) {
        RouteKit kit = RouteKit.route("r").stripPath(strip).pathHandling(handling);
        kit = service == null ? kit : kit.servicePath(service);
        kit = route == null ? kit : kit.paths(new PathPattern.Prefix(route));
        return UpstreamPath.of(new Match(kit.build(), NormalizedPath.of(request).text(), route == null ? "" : route,
                Match.Captures.NONE));
    }

    @Test
    void a_route_without_service_has_the_path_that_a_bare_host_would_have() {
        Match match = new Match(RouteKit.route("r").withoutService().build(), "/a/b", "/a", Match.Captures.NONE);

        assertThat(UpstreamPath.of(match)).isEqualTo(new UpstreamPath("/b", "/a"));
    }

    @ParameterizedTest(name = "{1} of {0}, strip {2}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # request         | taken      | strip | X-Forwarded-Prefix
            /route/x          | /route     | true  | /route
            /route/x          | /route     | false | ''
            /route/x          | /          | true  | ''
            /route/x          | -          | true  | ''
            /my%20route/x     | /my route  | true  | /my route
            /%C3%B8/x         | /ø         | true  | /%C3%B8
            """)
    void what_was_stripped_is_told_in_a_header(String request, String taken, boolean strip, String prefix) {
        assertThat(of("/", taken, request, strip, PathHandling.V0).forwardedPrefix()).isEqualTo(prefix);
    }

    @Test
    void a_stripped_line_end_does_not_end_the_header() {
        assertThat(of("/", "/a\r\nX-Evil: 1", "/a%0d%0aX-Evil: 1/b", true, PathHandling.V0).forwardedPrefix())
                .isEqualTo("/a%0D%0AX-Evil:%201");
    }

    @Property
    void no_cut_ever_lets_a_dot_segment_out(@ForAll("requests") String request, @ForAll boolean strip,
            @ForAll PathHandling handling, @ForAll("services") String service) {
        String normalized = NormalizedPath.of(request).text();
        for (int length = 1; length <= normalized.length(); length++) {
            Match match = new Match(RouteKit.route("r").servicePath(service).stripPath(strip).pathHandling(handling)
                    .build(), normalized, normalized.substring(0, length), Match.Captures.NONE);
            String sent = UpstreamPath.of(match).path();

            assertThat(sent).startsWith("/").doesNotContain("/../").doesNotContain("/./").doesNotEndWith("/..")
                    .doesNotEndWith("/.").doesNotContain("//");
        }
    }

    @Provide
    Arbitrary<String> requests() {
        return Arbitraries.of("/", ".", "..", "a", "%2e", "%2f", "b").list().ofMaxSize(10)
                .map(parts -> "/" + String.join("", parts));
    }

    @Provide
    Arbitrary<String> services() {
        return Arbitraries.of("", "/", "/s", "/s/", "/s/t");
    }
}
