package dev.headgate.plugin.telemetry;

import dev.headgate.http.Body;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Reads an export of traces by the numbers of opentelemetry's schemas and shows a span a line.
final class ProtobufText {
    private ProtobufText() {}

    private record Field(int number, long value, Body content) {
        List<Field> fields() {
            return ProtobufText.fields(content.bytes());
        }

        String text() {
            return content.utf8();
        }

        String hex() {
            return HexFormat.of().formatHex(content.bytes());
        }
    }

    private static List<Field> fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> fields.add(new Field(number, varint(in), Body.EMPTY));
                case 1 -> fields.add(new Field(number, in.getLong(), Body.EMPTY));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(number, 0, Body.of(bytes)));
                }
                default -> throw new AssertionError("no such wire type: " + tag);
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte octet = in.get();
            value |= (long) (octet & 0x7f) << shift;
            if (octet >= 0) {
                return value;
            }
        }
    }

    /// The resource's attributes on the first line, then a span a line.
    static List<String> of(byte[] request) {
        List<String> lines = new ArrayList<>();
        for (Field resourceSpans : fields(request)) {
            for (Field part : resourceSpans.fields()) {
                if (part.number() == 1) {
                    lines.add("resource" + attributes(part.fields(), 1));
                } else {
                    part.fields().stream().filter(field -> field.number() == 2)
                            .forEach(span -> lines.add(span(span.fields())));
                }
            }
        }
        return lines;
    }

    private static String span(List<Field> fields) {
        StringBuilder line = new StringBuilder();
        Map<Integer, String> ids = Map.of(1, "trace ", 2, " span ", 4, " parent ");
        long start = 0;
        for (Field field : fields) {
            switch (field.number()) {
                case 1, 2, 4 -> line.append(ids.get(field.number())).append(field.hex());
                case 5 -> line.append(' ').append(field.text());
                case 6 -> line.append(" kind ").append(field.value());
                case 7 -> start = field.value();
                case 8 -> line.append(" ms ").append((field.value() - start) / 1_000_000);
                case 15 -> line.append(" status ").append(field.fields().get(0).value());
                default -> {
                }
            }
        }
        return line + attributes(fields, 9);
    }

    private static String attributes(List<Field> fields, int number) {
        StringBuilder text = new StringBuilder();
        fields.stream().filter(field -> field.number() == number).forEach(field -> {
            Field any = field.fields().get(1).fields().get(0);
            text.append(' ').append(field.fields().get(0).text()).append('=').append(switch (any.number()) {
                case 1 -> any.text();
                case 3 -> Long.toString(any.value());
                case 4 -> Double.toString(Double.longBitsToDouble(any.value()));
                default -> throw new AssertionError("no such value: " + any.number());
            });
        });
        return text.toString();
    }
}
