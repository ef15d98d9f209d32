package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.EditDistance;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Walks a file and reads every entity by its own table, nested ones inside their parents, in file order.
final class DeclarationReader {
    private final SchemaReader reader;
    private final Diagnostics diagnostics;
    private final Map<EntityKind, List<Declared>> declared = new EnumMap<>(EntityKind.class);
    private final Preparation preparation;
    private final Selection selection;

    /// @param preparation applied to each entity before it is read
    /// @param selection says which entities are read
    DeclarationReader(SchemaReader reader, Diagnostics diagnostics, Preparation preparation, Selection selection) {
        this.selection = selection;
        this.preparation = preparation;
        this.reader = reader;
        this.diagnostics = diagnostics;
        for (EntityKind kind : EntityKind.values()) {
            declared.put(kind, new ArrayList<>());
        }
    }

    /// Everything that files declare, by kind, in the order of the files and within them.
    Map<EntityKind, List<Declared>> read(List<MappingNode> roots) {
        roots.forEach(this::read);
        selection.report(declared.values().stream().anyMatch(list -> !list.isEmpty()), NodeView.locate(roots.get(0)),
                new Entity("", "", diagnostics));
        return declared;
    }

    private void read(MappingNode root) {
        Entity file = new Entity("", "", diagnostics);
        for (NodeTuple tuple : root.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            if (FileFields.NAMES.contains(name)) {
                continue;
            }
            Optional<EntityKind> kind = EntityKind.ofPlural(name);
            if (name.equals(EntityKind.GROUP_PLUGINS)) {
                readList(EntityKind.PLUGIN, name, tuple.getValueNode(), Optional.empty(), file);
            } else if (kind.isPresent()) {
                readList(kind.get(), name, tuple.getValueNode(), Optional.empty(), file);
            } else if (UnsupportedEntities.of(name).isPresent()) {
                refuse(name, tuple, file);
            } else {
                file.report(Code.HG0104, reader.locate(tuple.getKeyNode()), name, "unknown field.", suggestion(name));
            }
        }
    }

    private static String suggestion(String name) {
        List<String> plurals = Stream.of(EntityKind.values()).map(EntityKind::plural).toList();
        return EditDistance.closest(name, plurals).map(meant -> "Did you mean " + meant + "?")
                .orElse("A file has: " + String.join(", ", plurals) + ".");
    }

    private void refuse(String name, NodeTuple tuple, Entity entity) {
        if (!NodeView.isEmpty(tuple.getValueNode())) {
            UnsupportedEntities.of(name).ifPresent(refusal -> entity.report(Code.HG0201,
                    reader.locate(tuple.getKeyNode()), name, refusal.reason(), refusal.hint()));
        }
    }

    private void readList(EntityKind kind, String field, Node node, Optional<Declared> parent, Entity owner) {
        if (node.getTag().equals(Tag.NULL)) {
            return;
        }
        if (!(node instanceof SequenceNode list)) {
            owner.report(Code.HG0102, reader.locate(node), field, "expected an array.",
                    "Write a list, each entry after a dash.");
            return;
        }
        for (int i = 0; i < list.getValue().size(); i++) {
            Node item = list.getValue().get(i);
            if (item instanceof MappingNode mapping) {
                readEntity(kind, mapping, parent).filter(
                        _ -> field.equals(EntityKind.GROUP_PLUGINS) && parent.isEmpty()).ifPresent(
                                read -> PluginFields.checkGroup(read.view(), read.entity()));
            } else {
                owner.report(Code.HG0102, reader.locate(item), field + "[" + i + "]", "expected a record.",
                        "Write a mapping of field names to values.");
            }
        }
    }

    /// The entity; empty for one that is not selected.
    private Optional<Declared> readEntity(EntityKind kind, MappingNode written, Optional<Declared> parent) {
        Entity entity = entity(kind, new NodeView(written, reader));
        MappingNode node = preparation.prepared(kind, written, entity);
        NodeView view = new NodeView(node, reader);
        if (parent.isEmpty() && !selection.takes(view)) {
            selection.leaveOut(kind, view, entity);
            leaveOutChildren(kind, view);
            return Optional.empty();
        }
        checkPresence(kind, view, entity);
        Optional<Values> values = reader.read(node, kind.table(), entity, "");
        Declared self = new Declared(kind, entity, view, parent, values);
        declared.get(kind).add(self);
        for (NodeTuple tuple : node.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            Optional<EntityKind> child = kind.child(name);
            if (child.isPresent()) {
                readList(child.get(), name, tuple.getValueNode(), Optional.of(self), entity);
            } else if (kind.unsupportedChildren().contains(name)) {
                refuse(name, tuple, entity);
            }
        }
        return Optional.of(self);
    }

    /// What is selected inside an entity that is not cannot be without it.
    private void leaveOutChildren(EntityKind kind, NodeView left) {
        for (NodeTuple tuple : left.node().getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            Optional<EntityKind> child = kind.child(name);
            if (child.isPresent() && tuple.getValueNode() instanceof SequenceNode list) {
                for (Node item : list.getValue()) {
                    if (item instanceof MappingNode mapping) {
                        leaveOutInside(kind, left, child.get(), mapping);
                    }
                }
            }
        }
    }

    private void leaveOutInside(EntityKind outerKind, NodeView outer, EntityKind kind, MappingNode written) {
        Entity nobody = new Entity("", "", new Diagnostics());
        NodeView view = new NodeView(preparation.prepared(kind, written, nobody), reader);
        if (selection.takes(view)) {
            selection.reportLeftOut(outerKind, entity(outerKind, outer).name(), view.location(), entity(kind, view));
        } else {
            selection.leaveOut(kind, view);
            leaveOutChildren(kind, view);
        }
    }

    private Entity entity(EntityKind kind, NodeView view) {
        String label = kind.labelField().isEmpty() ? "" : view.text(kind.labelField());
        return new Entity(kind.singular(), label.isEmpty() ? view.text("id") : label, diagnostics);
    }

    private static void checkPresence(EntityKind kind, NodeView view, Entity entity) {
        switch (kind) {
            case SERVICE -> ServiceFields.checkPresence(view, entity);
            case ROUTE -> RouteFields.checkPresence(view, entity);
            case CONSUMER -> ConsumerFields.checkPresence(view, entity);
            case KEY_AUTH -> CredentialFields.checkKey(view, entity);
            case HMAC_AUTH -> CredentialFields.checkHmac(view, entity);
            case JWT -> CredentialFields.checkJwt(view, entity);
            case CONSUMER_GROUP, UPSTREAM, TARGET, CA_CERTIFICATE, CERTIFICATE, SNI, BASIC_AUTH, MTLS_AUTH, ACL,
                    CONSUMER_GROUP_CONSUMER,
                    PLUGIN, VAULT -> {
            }
        }
    }
}
