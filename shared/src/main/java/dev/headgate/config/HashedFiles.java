package dev.headgate.config;

import dev.headgate.config.DeclaredEntities.Place;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Location;
import dev.headgate.identity.ApiKeys;
import dev.headgate.identity.Passwords;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import dev.headgate.schema.Datum;
import dev.headgate.schema.SchemaReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// The files of a configuration with hashes in the places of API keys and basic-auth passwords, for where no clear one is to
/// go: [ApiKeys#written], [Passwords#written]. All else stays as it is written, and what is read of them is the same. Keys
/// and passwords of the environment, which do not stand in the files, are left to it.
///
/// @param files in the order in which they were given
/// @param clear keys and passwords that could not be replaced, since aliases give their text to other fields too; nothing
///        is to be done with the files then
public record HashedFiles(List<SourceFile> files, List<Location> clear) {
    public HashedFiles {
        files = List.copyOf(files);
        clear = List.copyOf(clear);
    }

    /// A key or password where it is written.
    private record Written(EntityKind kind, Place place, Location location) {}

    /// @param reader reads the files without finding mistakes
    /// @param options those of the reader
    /// @throws IllegalArgumentException when the reader finds mistakes
    static HashedFiles of(List<SourceFile> files, KongReader reader, ReadingOptions options) {
        Reading before = reader.read(files);
        DeclaredEntities declared = before.declared()
                .orElseThrow(() -> new IllegalArgumentException("the files have mistakes: " + before.diagnostics()));
        Map<Place, String> owners = declared.passwordOwners();
        boolean takesPasswords = !declared.passwordsAreHashed();
        List<SourceFile> hashed = new ArrayList<>();
        List<Location> all = new ArrayList<>();
        for (SourceFile file : files) {
            FileHashes hashes = FileHashes.of(file, options, takesPasswords);
            hashes.written().values().forEach(written -> all.add(written.location()));
            hashed.add(hashes.replaced(owners));
        }
        Reading after = reader.read(hashed);
        List<Location> clear = new ArrayList<>();
        hashed.forEach(file -> FileHashes.of(file, options, takesPasswords).written().values()
                .forEach(written -> clear.add(written.location())));
        boolean isSame = after.gateway().isPresent() && shape(before).equals(shape(after));
        return new HashedFiles(hashed, isSame ? clear : all);
    }

    /// What has to stay the same.
    private static List<Object> shape(Reading reading) {
        Gateway gateway = reading.gateway().orElseThrow();
        Stream<Object> entities = reading.declared().orElseThrow().normalize().entities().stream()
                .map(HashedFiles::withoutSecret);
        Stream<Object> hashes = gateway.credentials().stream().map(credential -> switch (credential) {
            case Credential.ApiKey key -> key.id() + " " + key.keyHash();
            case Credential.Basic basic -> basic.id() + " " + basic.passwordHash();
            case Credential.Hmac _,Credential.Mtls _,Credential.JwtSecret _ -> "";
        });
        return Stream.concat(entities, hashes).toList();
    }

    private static NormalizedEntity withoutSecret(NormalizedEntity entity) {
        boolean isHashed = Stream.of(EntityKind.KEY_AUTH, EntityKind.BASIC_AUTH)
                .anyMatch(kind -> kind.plural().equals(entity.list()));
        return isHashed
                ? new NormalizedEntity(entity.list(), entity.type(), entity.id(), entity.label(),
                        new Datum.Members(entity.fields().members().stream()
                                .filter(member -> !member.name().equals("key") && !member.name().equals("password"))
                                .toList()))
                : entity;
    }

    /// One file.
    ///
    /// @param scalars texts of the document that is read, templates filled in
    /// @param written what is to be replaced, by the places of the file as written
    private record FileHashes(
            SourceFile file,
            FilledText filled,
            List<ScalarEvent> scalars,
            String text,
            Map<Integer, Written> written) {
        static FileHashes of(SourceFile file, ReadingOptions options, boolean takesPasswords) {
            Diagnostics nobody = new Diagnostics();
            String text = FileText.decode(file.name(), file.content(), nobody).orElse("");
            FilledText filled = DeckTemplates.fillIn(file.name(), text, options.environment(), nobody)
                    .orElse(FilledText.of(""));
            DocumentParser parser = new DocumentParser(file.name(), nobody);
            Map<Integer, Written> found = new HashMap<>();
            parser.parse(filled, scalar -> scalar).filter(MappingNode.class::isInstance).ifPresent(root -> {
                find((MappingNode) root, EntityKind.KEY_AUTH, "key", found);
                if (takesPasswords) {
                    find((MappingNode) root, EntityKind.BASIC_AUTH, "password", found);
                }
            });
            List<ScalarEvent> scalars = found.isEmpty() ? List.of() : parser.scalars(filled.text());
            Map<Integer, Written> written = new HashMap<>();
            for (ScalarEvent scalar : scalars) {
                int start = index(filled, scalar.getStartMark());
                if (found.containsKey(start) && isClear(scalar, filled, options)) {
                    written.put(start, found.get(start));
                }
            }
            return new FileHashes(file, filled, scalars, text, written);
        }

        private static void find(MappingNode root, EntityKind kind, String field, Map<Integer, Written> found) {
            Stream<MappingNode> consumers = items(root, EntityKind.CONSUMER.plural());
            Stream.concat(items(root, kind.plural()), consumers.flatMap(consumer -> items(consumer, kind.plural())))
                    .flatMap(credential -> view(credential).value(field).stream())
                    .forEach(value -> value.getStartMark().ifPresent(mark -> found.put(mark.getIndex(),
                            new Written(kind, Place.of(mark), NodeView.locate(value)))));
        }

        private static Stream<MappingNode> items(MappingNode mapping, String list) {
            return view(mapping).value(list).filter(SequenceNode.class::isInstance).stream()
                    .flatMap(items -> ((SequenceNode) items).getValue().stream())
                    .filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
        }

        private static NodeView view(MappingNode mapping) {
            return new NodeView(mapping, new SchemaReader());
        }

        private static int index(FilledText filled, Optional<Mark> mark) {
            return filled.positions().written(mark).orElseThrow().getIndex();
        }

        /// Whether the text is the credential itself: neither its hash nor anything that stands for it.
        private static boolean isClear(ScalarEvent scalar, FilledText filled, ReadingOptions options) {
            String value = scalar.getValue();
            Node node = new ScalarNode(Tag.STR, true, value, ScalarStyle.PLAIN, scalar.getStartMark(),
                    scalar.getEndMark());
            boolean isVariable = options.placeholders() == ReadingOptions.Placeholders.FILLED_IN
                    && value.indexOf('$') >= 0;
            return !isVariable && !ApiKeys.isHashed(value) && !Passwords.isHashed(value)
                    && !filled.positions().isFilledIn(node);
        }

        /// The file with the hashes.
        ///
        /// @param owners ids of consumers by the places of their passwords; entities that are not selected have none
        SourceFile replaced(Map<Place, String> owners) {
            if (written.isEmpty()) {
                return file;
            }
            int[] characters = text.codePoints().toArray();
            StringBuilder replaced = new StringBuilder();
            int done = 0;
            for (ScalarEvent scalar : scalars) {
                int start = index(filled, scalar.getStartMark());
                Written found = written.get(start);
                if (found != null && start >= done) {
                    append(replaced, characters, done, start);
                    int end = index(filled, scalar.getEndMark());
                    scalar.getAnchor().ifPresent(
                            anchor -> replaced.append('&').append(anchor.getValue()).append(' '));
                    replaced.append('"').append(hash(found, scalar.getValue(), owners)).append('"');
                    // Findings in what follows keep their lines.
                    IntStream.range(start, end).filter(i -> characters[i] == '\n')
                            .forEach(_ -> replaced.append('\n'));
                    done = end;
                }
            }
            append(replaced, characters, done, characters.length);
            return new SourceFile(file.name(), replaced.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static String hash(Written found, String value, Map<Place, String> owners) {
            return found.kind() == EntityKind.KEY_AUTH
                    ? ApiKeys.written(ApiKeys.hash(value))
                    : Passwords.written(Passwords.hash(value, owners.getOrDefault(found.place(), "")));
        }

        private static void append(StringBuilder to, int[] characters, int start, int end) {
            for (int i = start; i < end; i++) {
                to.appendCodePoint(characters[i]);
            }
        }
    }
}
