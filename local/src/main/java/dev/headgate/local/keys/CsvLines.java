package dev.headgate.local.keys;

import dev.headgate.local.cli.InputException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keys in a CSV file whose first line names the columns. Tags are separated by semicolons.
final class CsvLines implements KeyFile.Records {
    private static final String TAGS = "tags";

    private final CsvReader in;
    private final List<String> columns;

    CsvLines(Reader in, String file) throws IOException {
        this.in = new CsvReader(in, file);
        this.columns = this.in.next().stream().map(String::strip).toList();
        columns.stream().filter(column -> !KeyRecord.FIELDS.contains(column) && !column.equals(TAGS)).findFirst()
                .ifPresent(column -> {
                    throw new InputException(this.in.place() + ": unknown column \"" + column
                            + "\". The first line names the columns: " + String.join(", ", KeyRecord.FIELDS) + ", "
                            + TAGS + ".");
                });
    }

    @Override
    public Optional<KeyRecord> next() throws IOException {
        List<String> values = in.next();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() != columns.size()) {
            throw new InputException(
                    in.place() + ": " + values.size() + " values under " + columns.size() + " columns.");
        }
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!values.get(i).isEmpty()) {
                texts.put(columns.get(i), values.get(i));
            }
        }
        String tags = texts.getOrDefault(TAGS, "");
        return Optional.of(new KeyRecord(in.place(), texts, Arrays.stream(tags.split(";")).map(String::strip)
                .filter(tag -> !tag.isEmpty()).toList()));
    }
}
