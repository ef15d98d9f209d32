package dev.headgate.xray;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XRayDaemonTest {
    private static final String ROOT = "1-5759e988-bd862e3fe1be46a994272793";
    private static final String PARENT = "53995c3f42cd8ad8";
    private static final Instant START = Instant.parse("2026-11-25T10:20:30.000001Z");
    private static final Instant END = Instant.parse("2026-11-25T10:20:30.25Z");
    private static final RandomGenerator RANDOM = () -> 0x0123456789abcdefL;

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, emptyValue = "", textBlock = """
            header                                                                        | parts are told
            Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1    | true
            Sampled=1; Parent=53995c3f42cd8ad8; Root=1-5759e988-bd862e3fe1be46a994272793  | true
            Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0    | false
            Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=?    | false
            Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8              | false
            Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1                            | false
            Root=1-5759e988-bd862e3fe1be46a994272793;Parent=x;Sampled=1                   | false
            """)
    void only_what_is_sampled_is_told(String header, boolean told) {
        TraceHeader trace = TraceHeader.parse(header).orElseThrow();
        assertThat(trace.root()).isEqualTo(ROOT);
        assertThat(trace.takesParts()).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''
            Parent=53995c3f42cd8ad8;Sampled=1
            Root=1-5759E988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
            Root="}
            """)
    void a_header_that_names_no_trace_is_none(String header) {
        assertThat(TraceHeader.parse(header)).isEmpty();
    }

    @Test
    void the_daemon_gets_the_format_and_the_document() throws IOException {
        try (DatagramSocket listening = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(30_000);
            XRayDaemon daemon = XRayDaemon.of("127.0.0.1:" + listening.getLocalPort(), RANDOM).orElseThrow();
            Subsegment whole = new Subsegment("router", false, START, END, OptionalInt.of(429), false,
                    Map.of("route", "11111111-1111-4111-8111-111111111111", "decision", "plugin"),
                    List.of(Subsegment.local("store", START, END, true),
                            Subsegment.remote("orders.test", START, END, OptionalInt.of(404)),
                            Subsegment.remote("a\"b<c", START, END, OptionalInt.empty())));
            daemon.tell(new TraceHeader(ROOT, PARENT, false), whole);
            daemon.tell(new TraceHeader(ROOT, "", true), whole);
            daemon.tell(new TraceHeader(ROOT, PARENT, true), whole);
            String times = "\"start_time\":1795602030.000001,\"end_time\":1795602030.250000,";
            String id = "\"id\":\"0123456789abcdef\",";
            assertThat(received(listening)).isEqualTo("{\"format\":\"json\",\"version\":1}\n{\"type\":\"subsegment\","
                    + "\"trace_id\":\"" + ROOT + "\",\"parent_id\":\"" + PARENT + "\"," + id + "\"name\":\"router\","
                    + times + "\"http\":{\"response\":{\"status\":429}},\"error\":true,\"throttle\":true,"
                    + "\"annotations\":{\"decision\":\"plugin\",\"route\":\"11111111-1111-4111-8111-111111111111\"},"
                    + "\"subsegments\":[{" + id + "\"name\":\"store\"," + times + "\"fault\":true},{" + id
                    + "\"name\":\"orders.test\"," + times
                    + "\"namespace\":\"remote\",\"http\":{\"response\":{\"status\":404}},\"error\":true},{" + id
                    + "\"name\":\"a_b_c\"," + times + "\"namespace\":\"remote\",\"fault\":true}]}");
        }
    }

    @Test
    void nobody_fails_where_there_is_no_daemon() throws IOException {
        InetSocketAddress closed;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
        Subsegment large = Subsegment.local("x".repeat(300), START, END, false);
        XRayDaemon daemon = new XRayDaemon(closed, RANDOM);
        daemon.tell(new TraceHeader(ROOT, PARENT, true), large);
        daemon.tell(new TraceHeader(ROOT, PARENT, true), new Subsegment("too large for a datagram", false, START, END,
                OptionalInt.empty(), false, Map.of("route", "x".repeat(70_000)), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            169.254.79.129:2000                   | 169.254.79.129:2000
            udp:127.0.0.2:2001                    | 127.0.0.2:2001
            tcp:127.0.0.1:2000 udp:127.0.0.2:2001 | 127.0.0.2:2001
            udp:127.0.0.2:2001 tcp:127.0.0.1:2000 | 127.0.0.2:2001
            tcp:127.0.0.1:2000                    | none
            127.0.0.1                             | none
            127.0.0.1:many                        | none
            127.0.0.1:70000                       | none
            :2000                                 | none
            ''                                    | none
            """)
    void the_daemons_address_is_read(String text, String address) {
        assertThat(XRayDaemon.of(text, RANDOM).map(daemon -> daemon.address().getAddress().getHostAddress() + ":"
                + daemon.address().getPort()).orElse("none")).isEqualTo(address);
    }

    private static String received(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }
}
