package dev.headgate.dynamodbemulator.journal;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/// A line of the journal file: eight hexadecimal digits of a CRC-32, a blank, JSON, a line feed. JSON holds no line
/// feeds of its own, so a line that a kill cut short is known by its missing end.
final class Line {
    private static final int CHECKSUM_LENGTH = 8;

    private Line() {}

    static byte[] write(Json.Obj content) {
        byte[] json = JsonText.write(content);
        byte[] line = Arrays.copyOf(checksum(json), CHECKSUM_LENGTH + 1 + json.length + 1);
        line[CHECKSUM_LENGTH] = ' ';
        System.arraycopy(json, 0, line, CHECKSUM_LENGTH + 1, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /// The content of a line without its line feed; empty where it is not what was once written.
    static Optional<Json> read(byte[] line) {
        if (line.length <= CHECKSUM_LENGTH || line[CHECKSUM_LENGTH] != ' ') {
            return Optional.empty();
        }
        byte[] json = Arrays.copyOfRange(line, CHECKSUM_LENGTH + 1, line.length);
        if (!Arrays.equals(checksum(json), Arrays.copyOf(line, CHECKSUM_LENGTH))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonText.read(json));
        } catch (JsonText.MalformedJsonException _) {
            return Optional.empty();
        }
    }

    private static byte[] checksum(byte[] json) {
        CRC32 checksum = new CRC32();
        checksum.update(json);
        return HexFormat.of().toHexDigits((int) checksum.getValue()).getBytes(StandardCharsets.US_ASCII);
    }
}
