package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartTest {
    @Test
    void a_chart_is_well_formed_and_draws_no_value_beyond_its_top() throws Exception {
        String svg = new Chart("Title", "across", "up", 10,
                List.of(new Chart.Line("one", "#000", true, List.of(new Chart.Point(1, 0), new Chart.Point(10, 5))),
                        new Chart.Line("two", "#fff", false, List.of(new Chart.Point(1, 10), new Chart.Point(10, 99)))))
                .svg();
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg).contains("d=\"M70.0 290.0L460.0 165.0\"", "d=\"M70.0 40.0L460.0 40.0\"");
    }
}
