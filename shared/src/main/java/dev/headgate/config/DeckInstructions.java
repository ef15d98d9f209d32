package dev.headgate.config;

import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.EditDistance;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Does to entities what decK would do before it hands them to Kong (go-database-reconciler, pkg/file/builder.go and
/// pkg/utils/defaulter.go): adds the tags of `_info.select_tags`, fills in `_info.defaults`, and completes the `config` of
/// plugins that name a shared one of `_plugin_configs`. All of it counts for all files of a configuration.
final class DeckInstructions implements Preparation {
    /// The kinds that have defaults in decK.
    private static final List<EntityKind> DEFAULTED = List.of(EntityKind.SERVICE, EntityKind.ROUTE,
            EntityKind.UPSTREAM, EntityKind.TARGET);
    /// What a service's `url` says by itself.
    private static final Set<String> IN_URL = Set.of("protocol", "host", "port", "path");
    private static final String CONFIGS = "_plugin_configs";

    private final List<Node> tags = new ArrayList<>();
    private final Map<EntityKind, List<NodeTuple>> defaults = new EnumMap<>(EntityKind.class);
    private final Map<String, MappingNode> configs = new LinkedHashMap<>();

    /// Reads what the files say; mistakes are reported.
    ///
    /// @param roots of the files
    static DeckInstructions read(List<NodeView> roots, SchemaReader reader, Entity file) {
        DeckInstructions instructions = new DeckInstructions();
        for (NodeView root : roots) {
            reader.read(onlyDeck(root.node()), FileFields.DECK, file, "").flatMap(values -> values.group("_info"))
                    .ifPresent(info -> instructions.addTags(info, root));
            root.value("_info").filter(MappingNode.class::isInstance).map(MappingNode.class::cast)
                    .flatMap(info -> new NodeView(info, reader).value("defaults"))
                    .filter(MappingNode.class::isInstance).map(MappingNode.class::cast)
                    .ifPresent(all -> instructions.addDefaults(all, reader, file));
            root.value(CONFIGS).filter(MappingNode.class::isInstance).map(MappingNode.class::cast)
                    .ifPresent(all -> instructions.addConfigs(all, reader, file));
        }
        return instructions;
    }

    private static MappingNode onlyDeck(MappingNode root) {
        Set<String> names = FileFields.DECK.fields().stream().map(Field::name).collect(Collectors.toSet());
        return WrittenNodes.with(root,
                root.getValue().stream().filter(tuple -> names.contains(key(tuple))).toList());
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }

    private void addTags(Values info, NodeView root) {
        for (String tag : info.texts("select_tags")) {
            if (tags.stream().noneMatch(known -> ((ScalarNode) known).getValue().equals(tag))) {
                tags.add(WrittenNodes.text(tag, root.value("_info").orElseThrow()));
            }
        }
    }

    private void addDefaults(MappingNode all, SchemaReader reader, Entity file) {
        for (NodeTuple tuple : all.getValue()) {
            Optional<EntityKind> kind = DEFAULTED.stream().filter(known -> known.singular().equals(key(tuple)))
                    .findFirst();
            if (kind.isPresent() && tuple.getValueNode() instanceof MappingNode mapping) {
                String prefix = "_info.defaults." + key(tuple) + ".";
                if (reader.read(mapping, table(kind.get()), file, prefix).isPresent()) {
                    mapping.getValue().forEach(value -> addDefault(kind.get(), value, prefix, reader, file));
                }
            }
        }
    }

    /// The fields that can have a default: not those by which an entity is known, nor those that other entities stand in.
    static RecordSchema table(EntityKind kind) {
        Field[] fields = kind.table().fields().stream()
                .filter(field -> !Set
                        .of("id", "name", "target", "url", "created_at", "updated_at", "_comment", "_ignore")
                        .contains(field.name()))
                .filter(field -> kind.child(field.name()).isEmpty()
                        && !kind.unsupportedChildren().contains(field.name())
                        && !(field.type() instanceof FieldType.Reference))
                .map(field -> optional(field.name(), field.type(), field.doc())).toArray(Field[]::new);
        return RecordSchema.of(fields);
    }

    private void addDefault(EntityKind kind, NodeTuple value, String prefix, SchemaReader reader, Entity file) {
        List<NodeTuple> known = defaults.computeIfAbsent(kind, _ -> new ArrayList<>());
        Optional<NodeTuple> earlier = known.stream().filter(other -> key(other).equals(key(value))).findFirst();
        if (earlier.isEmpty()) {
            known.add(value);
        } else if (!same(earlier.get().getValueNode(), value.getValueNode())) {
            contradiction(prefix + key(value), earlier.get(), value, reader, file);
        }
    }

    private void addConfigs(MappingNode all, SchemaReader reader, Entity file) {
        for (NodeTuple tuple : all.getValue()) {
            if (tuple.getValueNode() instanceof MappingNode config) {
                MappingNode earlier = configs.putIfAbsent(key(tuple), config);
                if (earlier != null && !same(earlier, config)) {
                    contradiction(CONFIGS + "." + key(tuple), new NodeTuple(tuple.getKeyNode(), earlier), tuple, reader,
                            file);
                }
            }
        }
    }

    private static void contradiction(String field, NodeTuple first, NodeTuple second, SchemaReader reader,
            Entity file) {
        file.report(Code.HG0006, reader.locate(second.getValueNode()), field,
                "says something else than the file that is read with it, at "
                        + reader.locate(first.getValueNode()) + ".",
                "Files that are one configuration have to agree on it.");
    }

    private static boolean same(Node one, Node other) {
        return switch (one) {
            case ScalarNode scalar -> other instanceof ScalarNode second && scalar.getTag().equals(second.getTag())
                    && scalar.getValue().equals(second.getValue());
            case SequenceNode list -> other instanceof SequenceNode second
                    && sameAll(list.getValue(), second.getValue());
            case MappingNode mapping -> other instanceof MappingNode second
                    && sameAll(values(mapping), values(second));
            default -> false;
        };
    }

    private static List<Node> values(MappingNode mapping) {
        return mapping.getValue().stream().<Node>mapMulti((tuple, all) -> {
            all.accept(tuple.getKeyNode());
            all.accept(tuple.getValueNode());
        }).toList();
    }

    private static boolean sameAll(List<Node> one, List<Node> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public MappingNode prepared(EntityKind kind, MappingNode node, Entity entity) {
        MappingNode tagged = tags.isEmpty() ? node : tagged(kind, node);
        MappingNode complete = merged(tagged, defaults(kind, tagged), true);
        return kind == EntityKind.PLUGIN ? configured(complete, entity) : complete;
    }

    /// The tags that an entity has, and those of `select_tags` that it lacks.
    private MappingNode tagged(EntityKind kind, MappingNode node) {
        if (kind.table().fields().stream().noneMatch(field -> field.name().equals("tags"))) {
            return node;
        }
        NodeView view = new NodeView(node, new SchemaReader());
        Optional<Node> written = view.value("tags");
        if (written.isPresent() && !(written.get() instanceof SequenceNode)) {
            return node;
        }
        Set<String> own = new LinkedHashSet<>(view.texts("tags"));
        List<Node> all = new ArrayList<>(
                written.map(list -> List.copyOf(((SequenceNode) list).getValue())).orElse(List.of()));
        tags.stream().filter(tag -> !own.contains(((ScalarNode) tag).getValue())).forEach(all::add);
        return WrittenNodes.with(node, "tags", WrittenNodes.list(all, written.orElse(node)));
    }

    private List<NodeTuple> defaults(EntityKind kind, MappingNode node) {
        List<NodeTuple> all = defaults.getOrDefault(kind, List.of());
        boolean hasUrl = kind == EntityKind.SERVICE && new NodeView(node, new SchemaReader()).isWritten("url");
        return hasUrl ? all.stream().filter(tuple -> !IN_URL.contains(key(tuple))).toList() : all;
    }

    /// A mapping with what others have and it lacks, however deep. Whatever is written wins, `false` and 0 included.
    ///
    /// @param fillsEmpty whether a null and an empty list are as good as nothing
    private static MappingNode merged(MappingNode node, List<NodeTuple> others, boolean fillsEmpty) {
        MappingNode merged = node;
        for (NodeTuple other : others) {
            Optional<Node> own = node.getValue().stream().filter(tuple -> key(tuple).equals(key(other)))
                    .map(NodeTuple::getValueNode).findFirst();
            if (own.isEmpty() || fillsEmpty && isNothing(own.get())) {
                merged = WrittenNodes.with(merged, key(other), other.getValueNode());
            } else if (own.get() instanceof MappingNode inner && other.getValueNode() instanceof MappingNode outer) {
                merged = WrittenNodes.with(merged, key(other), merged(inner, outer.getValue(), fillsEmpty));
            }
        }
        return merged;
    }

    private static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL) || node instanceof SequenceNode list && list.getValue().isEmpty();
    }

    /// A plugin with its shared configuration in its `config`, and without the name of that.
    private MappingNode configured(MappingNode plugin, Entity entity) {
        NodeView view = new NodeView(plugin, new SchemaReader());
        String name = view.text("_config");
        if (name.isEmpty()) {
            return plugin;
        }
        MappingNode shared = configs.get(name);
        if (shared == null) {
            entity.report(Code.HG0110, view.location("_config"), "_config",
                    "_plugin_config \"" + name + "\" not found in '" + CONFIGS + "'.",
                    EditDistance.closest(name, configs.keySet()).map(meant -> "Did you mean " + meant + "?")
                            .orElse("Declare it there."));
            return plugin;
        }
        Node config = view.value("config").orElseGet(() -> WrittenNodes.nothing(shared));
        MappingNode nameless = WrittenNodes.with(plugin,
                plugin.getValue().stream().filter(tuple -> !key(tuple).equals("_config")).toList());
        return config instanceof MappingNode own
                ? WrittenNodes.with(nameless, "config", merged(own, shared.getValue(), false))
                : nameless;
    }
}
