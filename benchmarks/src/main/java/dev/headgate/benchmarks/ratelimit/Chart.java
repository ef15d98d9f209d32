package dev.headgate.benchmarks.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lines over a logarithmic axis, as an SVG that is readable on light and on dark pages.
///
/// @param title what is seen
/// @param across what the horizontal axis says
/// @param up what the vertical axis says; it begins at 0
/// @param top the highest value that is drawn; what is higher is drawn there
/// @param lines in the order of the legend
record Chart(String title, String across, String up, double top, List<Line> lines) {
    private static final int LEFT = 60;
    private static final int RIGHT = 470;
    private static final int UPPER = 40;
    private static final int LOWER = 290;
    private static final int WIDTH = 660;
    private static final int HEIGHT = 340;
    private static final int TICKS = 5;

    Chart {
        lines = List.copyOf(lines);
    }

    /// One design.
    ///
    /// @param colour as CSS writes it
    /// @param isBroad whether it is to be seen below others that run on it
    /// @param points from left to right
    record Line(String name, String colour, boolean isBroad, List<Point> points) {
        Line {
            points = List.copyOf(points);
        }
    }

    /// @param x more than 0
    /// @param y 0 or more
    record Point(double x, double y) {}

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <title>%s</title>
                <style>text{font:12px sans-serif;fill:#57606a}path{fill:none;stroke-width:2}.g{stroke:#8b949e;stroke-width:.5}\
                @media(prefers-color-scheme:dark){text{fill:#9ea7b3}}</style>
                <text x="%d" y="20" style="font-weight:bold">%s</text>
                """, WIDTH, HEIGHT, WIDTH, HEIGHT, title, LEFT, title));
        axes(svg);
        for (int i = 0; i < lines.size(); i++) {
            line(svg, i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = top * tick / TICKS;
            double y = y(value);
            svg.append(String.format(Locale.ROOT, "<path class=\"g\" d=\"M%d %.1fH%d\"/>", LEFT, y, RIGHT));
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 6,
                    y + 4, plain(value)));
        }
        for (double x : xs()) {
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", x(x),
                    LOWER + 18, plain(x)));
        }
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + RIGHT) / 2, LOWER + 38, across));
        svg.append(String.format(Locale.ROOT,
                "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                (UPPER + LOWER) / 2, up));
    }

    private void line(StringBuilder svg, int index) {
        Line line = lines.get(index);
        String colour = line.colour();
        String style = line.isBroad() ? " style=\"stroke-width:6;opacity:.5\"" : "";
        List<String> at = new ArrayList<>();
        for (Point point : line.points()) {
            at.add(String.format(Locale.ROOT, "%.1f %.1f", x(point.x()), y(Math.min(top, point.y()))));
        }
        svg.append(
                String.format(Locale.ROOT, "<path stroke=\"%s\"%s d=\"M%s\"/>", colour, style, String.join("L", at)));
        at.forEach(point -> svg.append("<circle r=\"2.5\" fill=\"").append(colour).append("\" cx=\"")
                .append(point.replace(" ", "\" cy=\"")).append("\"/>"));
        int y = UPPER + 8 + 20 * index;
        svg.append(
                String.format(Locale.ROOT, "<path stroke=\"%s\"%s d=\"M%d %dh18\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
                        colour, style, RIGHT + 16, y, RIGHT + 40, y + 4, line.name()));
    }

    private List<Double> xs() {
        return lines.stream().flatMap(line -> line.points().stream()).map(Point::x).distinct().sorted().toList();
    }

    private double x(double value) {
        double from = StrictMath.log(xs().getFirst());
        double to = StrictMath.log(xs().getLast());
        return LEFT + 10 + (RIGHT - LEFT - 20) * (StrictMath.log(value) - from) / (to - from);
    }

    private double y(double value) {
        return LOWER - (LOWER - UPPER) * value / top;
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
