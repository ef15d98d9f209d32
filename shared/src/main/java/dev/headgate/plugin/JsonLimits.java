package dev.headgate.plugin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// How large the parts of a JSON document may be. It is measured while it is read, without a tree in memory. Every limit of
/// -1 stands for none.
///
/// @param depth how many objects and arrays stand inside each other
/// @param arrayItems in an array
/// @param objectMembers in an object
/// @param nameLength of a member's name, in characters (code points)
/// @param textLength of a string, in characters (code points)
/// @param allowsDuplicates whether a name may stand twice in an object
record JsonLimits(
        long depth,
        long arrayItems,
        long objectMembers,
        long nameLength,
        long textLength,
        boolean allowsDuplicates) {
    /// What the parser itself takes; far beyond what anybody writes.
    static final int DEPTH_MAX = 1000;

    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH_MAX).maxStringLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE).build()).build();

    /// An object or array that is being read.
    private static final class Container {
        private final boolean isArray;
        private final Set<String> names = new HashSet<>();
        private long count;

        Container(boolean isArray) {
            this.isArray = isArray;
        }
    }

    /// Whether bytes are one JSON document within these limits.
    boolean hold(byte[] document) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), utf8(document))) {
            Deque<Container> open = new ArrayDeque<>();
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (open.isEmpty() && ++values > 1 || !holds(token, parser, open)) {
                    return false;
                }
            }
            return values == 1;
        } catch (JacksonException | CharacterCodingException _) {
            return false;
        }
    }

    private static String utf8(byte[] document) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    }

    private boolean holds(JsonToken token, JsonParser parser, Deque<Container> open) {
        return switch (token) {
            case START_OBJECT, START_ARRAY -> {
                boolean counted = isItemWithin(open);
                open.push(new Container(token == JsonToken.START_ARRAY));
                yield counted && isWithin(open.size(), depth);
            }
            case END_OBJECT, END_ARRAY -> {
                open.pop();
                yield true;
            }
            case PROPERTY_NAME -> isNameWithin(parser.currentName(), open.element());
            case VALUE_STRING -> isItemWithin(open) && isWithin(length(parser.getString()), textLength);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> isItemWithin(open);
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new IllegalStateException("the parser gave " + token + " for JSON");
        };
    }

    private boolean isNameWithin(String name, Container object) {
        object.count++;
        return isWithin(object.count, objectMembers) && isWithin(length(name), nameLength)
                && (allowsDuplicates || object.names.add(name));
    }

    /// Counts a value where it is an item of an array.
    private boolean isItemWithin(Deque<Container> open) {
        Container container = open.peek();
        if (container == null || !container.isArray) {
            return true;
        }
        container.count++;
        return isWithin(container.count, arrayItems);
    }

    private static boolean isWithin(long value, long limit) {
        return limit < 0 || value <= limit;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
