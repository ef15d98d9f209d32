package dev.headgate.local.keys;

import dev.headgate.local.cli.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Keys in a file with one JSON object a line, as `headgate keys export` writes it.
final class JsonLines implements KeyFile.Records {
    /// No record of a key is longer; a file without line ends does not fill the memory.
    private static final int LINE_LENGTH_MAX = 65_536;

    private final BufferedReader in;
    private final String file;
    private long line;

    JsonLines(BufferedReader in, String file) {
        this.in = in;
        this.file = file;
    }

    private String place() {
        return file + ":" + line;
    }

    @Override
    public Optional<KeyRecord> next() throws IOException {
        while (true) {
            Optional<String> text = readLine();
            if (text.isEmpty() || !text.get().isBlank()) {
                return text.map(this::record);
            }
        }
    }

    private Optional<String> readLine() throws IOException {
        line++;
        StringBuilder text = new StringBuilder();
        int next = in.read();
        boolean atEnd = next < 0;
        while (next >= 0 && next != '\n') {
            text.append((char) next);
            if (text.length() > LINE_LENGTH_MAX) {
                throw new InputException(place() + ": a line longer than " + LINE_LENGTH_MAX + " characters.");
            }
            next = in.read();
        }
        return atEnd ? Optional.empty() : Optional.of(text.toString());
    }

    private KeyRecord record(String text) {
        try (JsonParser json = KeyJson.JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InputException(place() + ": not a JSON object.");
            }
            Map<String, String> texts = new HashMap<>();
            List<String> tags = new ArrayList<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                member(json.currentName(), json, texts, tags);
            }
            if (json.nextToken() != null) {
                throw new InputException(place() + ": more than one JSON object in a line.");
            }
            return new KeyRecord(place(), texts, tags);
        } catch (JacksonException e) {
            // The original message may quote the line, which may hold a key.
            throw new InputException(place() + ": not JSON, at column " + e.getLocation().getColumnNr() + ".");
        }
    }

    private void member(String name, JsonParser json, Map<String, String> texts, List<String> tags) {
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (name.equals("tags") && value == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                tags.add(json.getString());
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw new InputException(place() + ": tags is not a list of texts.");
            }
            return;
        }
        if (!KeyRecord.FIELDS.contains(name)) {
            throw new InputException(place() + ": unknown member \"" + name + "\". Known are "
                    + String.join(", ", KeyRecord.FIELDS) + " and tags.");
        }
        if (value != JsonToken.VALUE_STRING) {
            throw new InputException(place() + ": " + name + " is not a text.");
        }
        if (!json.getString().isEmpty()) {
            texts.put(name, json.getString());
        }
    }
}
