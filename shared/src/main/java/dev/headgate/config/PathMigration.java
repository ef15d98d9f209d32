package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.routing.NormalizedPath;
import dev.headgate.schema.SchemaReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Writes the paths of routes of formats 1.1 and 2.1 as format 3.0 has them, as Kong does when it loads such a file
/// (kong/db/declarative/migrations/route_path.lua, kong/db/migrations/migrate_path_280_300.lua): a path with any
/// character beyond letters, digits and `.-_~/%` was an expression and gets its `~`, percent-encodings in it are decoded
/// for the last time; any other path is normalised.
final class PathMigration implements Preparation {
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9.\\-_~/%]*");
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    /// What stays encoded: RFC 3986's reserved characters and the percent sign.
    private static final String RESERVED = "!#$%&'()*+,/:;=?@[]";
    /// What would be read as part of the expression; the other such characters are reserved.
    private static final String META = ".^-{}\\|";

    private final FormatVersion version;
    private final SchemaReader reader = new SchemaReader();

    /// @param version of the file whose routes come
    PathMigration(FormatVersion version) {
        this.version = version;
    }

    @Override
    public MappingNode prepared(EntityKind kind, MappingNode node, Entity entity) {
        if (kind != EntityKind.ROUTE) {
            return node;
        }
        MappingNode route = node;
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("paths")
                    && tuple.getValueNode() instanceof SequenceNode paths) {
                route = WrittenNodes.with(route, "paths", migrated(paths, entity));
            }
        }
        return route;
    }

    private SequenceNode migrated(SequenceNode paths, Entity entity) {
        List<Node> items = new ArrayList<>();
        for (Node item : paths.getValue()) {
            String field = "paths[" + items.size() + "]";
            items.add(item instanceof ScalarNode path && path.getTag().equals(Tag.STR)
                    ? migrated(path, field, entity)
                    : item);
        }
        return WrittenNodes.with(paths, items);
    }

    private ScalarNode migrated(ScalarNode path, String field, Entity entity) {
        String migrated = migrated(path.getValue());
        if (migrated.equals(path.getValue())) {
            return path;
        }
        ScalarNode node = WrittenNodes.text(migrated, path);
        entity.report(Code.HG0309, reader.locate(path), field,
                path.getValue() + ": of format " + version.text() + ", read as '" + migrated
                        + "' of format 3.0, as Kong does.",
                "Write it so, with _format_version: \"3.0\".");
        return node;
    }

    /// The path in format 3.0. Applying it twice is not the same as applying it once.
    static String migrated(String path) {
        if (PLAIN.matcher(path).matches()) {
            return path.startsWith("/") ? NormalizedPath.of(path).text() : path;
        }
        Matcher encoded = ENCODED.matcher(path);
        StringBuilder regex = new StringBuilder("~");
        while (encoded.find()) {
            encoded.appendReplacement(regex, Matcher.quoteReplacement(decoded(encoded.group())));
        }
        return encoded.appendTail(regex).toString();
    }

    /// Percent-encoded bytes as they stand in an expression: decoded where they are UTF-8 and not reserved, with a
    /// backslash where they would mean something.
    private static String decoded(String triplets) {
        StringBuilder decoded = new StringBuilder();
        ByteArrayOutputStream beyondAscii = new ByteArrayOutputStream();
        for (int i = 0; i < triplets.length(); i += 3) {
            int b = Integer.parseInt(triplets, i + 1, i + 3, 16);
            if (b >= 0x80) {
                beyondAscii.write(b);
                continue;
            }
            decoded.append(utf8(beyondAscii));
            if (RESERVED.indexOf(b) >= 0) {
                decoded.append(triplets.substring(i, i + 3).toUpperCase(Locale.ROOT));
            } else {
                decoded.append(META.indexOf(b) >= 0 ? "\\" : "").append((char) b);
            }
        }
        return decoded.append(utf8(beyondAscii)).toString();
    }

    /// The characters of collected bytes, which are taken; bytes that are no UTF-8 stay encoded, and so match nothing, as
    /// in Kong.
    private static String utf8(ByteArrayOutputStream bytes) {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(taken)).toString();
        } catch (CharacterCodingException _) {
            StringBuilder encoded = new StringBuilder();
            for (byte b : taken) {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
            }
            return encoded.toString();
        }
    }
}
