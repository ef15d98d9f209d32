package dev.headgate.plugin.transform;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// The members of a JSON object, open to edits. Names and values that no edit touches keep their bytes, so that numbers
/// lose no digits, and all members keep their order. Of a name that stands several times the last value counts.
///
/// Mutable; for one body and one thread.
public final class JsonObject {
    /// As deep as Kong's cjson reads.
    private static final int DEPTH_MAX = 1000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX)
                    .maxNameLength(Integer.MAX_VALUE).maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private final Body source;
    private final List<Member> members;
    private boolean changed;

    /// What a value is, as far as edits ask.
    private enum Kind {
        TEXT, ARRAY, OBJECT, FALSE, OTHER;

        static Kind of(JsonToken token) {
            return switch (token) {
                case VALUE_STRING -> TEXT;
                case START_ARRAY -> ARRAY;
                case START_OBJECT -> OBJECT;
                case VALUE_FALSE -> FALSE;
                default -> OTHER;
            };
        }

        static Kind of(String literal) {
            return switch (literal.charAt(0)) {
                case '"' -> TEXT;
                case 'f' -> FALSE;
                default -> OTHER;
            };
        }
    }

    /// @param written the name with its quotes, in [Octets]
    /// @param value in [Octets]
    /// @param appended how many values have been appended to an object
    private record Member(String name, String written, String value, Kind kind, int appended) {
        static Member of(String name, String literal) {
            return new Member(name, Octets.of(Answers.quoted(name)), Octets.of(literal), Kind.of(literal), 0);
        }

        Member renamed(String to) {
            return new Member(to, Octets.of(Answers.quoted(to)), value, kind, appended);
        }

        Member withValue(String changed, Kind changedKind, int nowAppended) {
            return new Member(name, written, changed, changedKind, nowAppended);
        }

        /// Whether it is a structure with nothing in it.
        boolean isHollow() {
            return value.substring(1, value.length() - 1).isBlank();
        }
    }

    private JsonObject(Body source, List<Member> members) {
        this.source = source;
        this.members = members;
    }

    /// An object without members.
    public static JsonObject empty() {
        return new JsonObject(Body.EMPTY, new ArrayList<>());
    }

    /// Reads a body; empty when it is not one JSON object in UTF-8.
    public static Optional<JsonObject> parse(Body body) {
        String octets = Octets.of(body);
        if (!beginsAsObject(octets)) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body.bytes())) {
            parser.nextToken();
            List<Member> members = new ArrayList<>();
            parser.nextToken();
            while (parser.currentToken() == JsonToken.PROPERTY_NAME) {
                members.add(member(parser, octets));
            }
            return parser.nextToken() == null ? Optional.of(new JsonObject(body, members)) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// Whether the first token opens an object, in UTF-8 and without a byte order mark (RFC 8259 §8.1). Jackson would
    /// guess other encodings from zero octets at the beginning, and has no offsets for them.
    private static boolean beginsAsObject(String octets) {
        return octets.stripLeading().startsWith("{")
                && octets.substring(0, Math.min(4, octets.length())).indexOf(0) < 0;
    }

    /// Reads from a name to the next one, or to the object's end.
    private static Member member(JsonParser parser, String octets) {
        String name = parser.currentName();
        int nameFrom = offset(parser);
        Kind kind = Kind.of(parser.nextToken());
        int valueFrom = offset(parser);
        parser.skipChildren();
        parser.nextToken();
        int next = offset(parser);
        return new Member(name, stripped(octets.substring(nameFrom, valueFrom), ':'),
                stripped(octets.substring(valueFrom, next), ','), kind, 0);
    }

    private static int offset(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    /// A token without the white space and the separator behind it.
    private static String stripped(String octets, char separator) {
        String token = octets.stripTrailing();
        return token.charAt(token.length() - 1) == separator
                ? token.substring(0, token.length() - 1).stripTrailing()
                : token;
    }

    /// Whether there is a member of that name and it is not `false`: what Lua takes for there.
    public boolean isTruthy(String name) {
        return last(name).filter(member -> member.kind != Kind.FALSE).isPresent();
    }

    private Optional<Member> last(String name) {
        return members.reversed().stream().filter(member -> member.name.equals(name)).findFirst();
    }

    public void remove(String name) {
        changed |= members.removeIf(member -> member.name.equals(name));
    }

    /// Gives a member another name; the one that has it already gives way. Nothing happens where there is no such member.
    public void rename(String from, String to) {
        last(from).ifPresent(member -> {
            if (!from.equals(to)) {
                members.removeIf(other -> other.name.equals(to));
            }
            put(member.renamed(to), from);
        });
    }

    /// Sets a member, at its place where it is there already.
    ///
    /// @param literal the value as JSON
    public void put(String name, String literal) {
        put(Member.of(name, literal), name);
    }

    private void put(Member member, String atPlaceOf) {
        changed = true;
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name.equals(atPlaceOf)) {
                members.removeIf(other -> other.name.equals(atPlaceOf));
                members.add(i, member);
                return;
            }
        }
        members.add(member);
    }

    /// Adds a value to a member as Lua's `table.insert` would: behind the others of an array, beside a text in a new
    /// array, under a number in an object. Any other value, and none, becomes an array of the new one.
    ///
    /// @param literal the value as JSON
    public void append(String name, String literal) {
        Member member = last(name).orElseGet(() -> Member.of(name, "null"));
        String octets = Octets.of(literal);
        put(switch (member.kind) {
            case ARRAY, OBJECT -> member.isHollow()
                    ? member.withValue("[" + octets + "]", Kind.ARRAY, 0)
                    : inserted(member, octets);
            case TEXT -> member.withValue("[" + member.value + "," + octets + "]", Kind.ARRAY, 0);
            case FALSE, OTHER -> member.withValue("[" + octets + "]", Kind.ARRAY, 0);
        }, name);
    }

    private static Member inserted(Member member, String octets) {
        int key = member.appended + 1;
        int end = member.value.length() - 1;
        String label = member.kind == Kind.OBJECT ? "\"" + key + "\":" : "";
        return member.withValue(member.value.substring(0, end) + "," + label + octets + member.value.substring(end),
                member.kind, key);
    }

    /// The object as a body: the one it was read from where nothing has changed.
    public Body body() {
        if (!changed) {
            return source;
        }
        StringBuilder octets = new StringBuilder(source.length() + 64).append('{');
        for (Member member : members) {
            octets.append(octets.length() > 1 ? "," : "").append(member.written).append(':').append(member.value);
        }
        return Octets.body(octets.append('}'));
    }
}
