package dev.headgate.config;

import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.schema.Datum;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// What a file without mistakes declares, as it was read. For those who want the file itself rather than the gateway that
/// it describes.
public final class DeclaredEntities {
    private final Map<EntityKind, List<Resolved>> entities;
    private final PluginRegistry plugins;
    private final boolean passwordsAreHashed;

    DeclaredEntities(Map<EntityKind, List<Resolved>> entities, PluginRegistry plugins, boolean passwordsAreHashed) {
        this.entities = Map.copyOf(entities);
        this.plugins = plugins;
        this.passwordsAreHashed = passwordsAreHashed;
    }

    /// The same in one plain form.
    public NormalizedFile normalize() {
        return new NormalizedFile(passwordsAreHashed, Stream.of(EntityKind.values()).map(entities::get)
                .flatMap(List::stream).map(this::normalize).toList());
    }

    /// Where the fields of the entities are written.
    public FieldLocations fieldLocations() {
        return new FieldLocations(Stream.of(EntityKind.values()).map(entities::get).flatMap(List::stream)
                .map(Resolved::declared), plugins);
    }

    boolean passwordsAreHashed() {
        return passwordsAreHashed;
    }

    /// Whose passwords stand where: ids of consumers.
    Map<Place, String> passwordOwners() {
        Map<Place, String> owners = new HashMap<>();
        for (Resolved basic : entities.get(EntityKind.BASIC_AUTH)) {
            basic.declared().view().value("password").flatMap(Node::getStartMark).ifPresent(
                    mark -> owners.put(Place.of(mark), basic.referenceId(EntityKind.CONSUMER)));
        }
        return owners;
    }

    /// Where something begins.
    ///
    /// @param index in characters (code points) of the file as written
    record Place(String file, int index) {
        static Place of(Mark mark) {
            return new Place(mark.getName(), mark.getIndex());
        }
    }

    private NormalizedEntity normalize(Resolved entity) {
        EntityKind kind = entity.declared().kind();
        List<Datum.Member> members = new ArrayList<>();
        members.add(new Datum.Member("id", new Datum.Text(entity.id(), false), true));
        for (Datum.Member member : fields(entity).members()) {
            boolean isReference = kind.references().stream().anyMatch(other -> other.singular().equals(member.name()));
            if (!member.name().equals("id") && !isReference) {
                members.add(new Datum.Member(member.name(), member.value(),
                        member.hasEffect() && !CommonFields.LABELS.contains(member.name())));
            }
        }
        for (EntityKind other : kind.references()) {
            entity.reference(other).ifPresent(found -> members.add(new Datum.Member(other.singular(),
                    new Datum.Text(name(found), false), true)));
        }
        return new NormalizedEntity(kind.plural(), kind.singular(), entity.id(), label(entity),
                new Datum.Members(members));
    }

    private Datum.Members fields(Resolved entity) {
        Declared declared = entity.declared();
        Datum.Members own = Datum.of(entity.values(), declared.kind().table());
        return switch (declared.kind()) {
            case SERVICE -> ServiceFields.withoutUrl(own);
            case PLUGIN -> withConfig(own, declared);
            default -> own;
        };
    }

    /// A plugin's `config` has the field table of the plugin, so it is read apart.
    private Datum.Members withConfig(Datum.Members own, Declared declared) {
        Entity nobody = new Entity("", "", new Diagnostics());
        Optional<Datum> config = PluginFields.type(declared.view(), nobody, plugins).flatMap(type -> PluginFields
                .config(type, declared.view(), nobody, SchemaReader.asWritten())
                .map((Values values) -> Datum.of(values, type.schema())));
        List<Datum.Member> members = new ArrayList<>(own.members());
        config.ifPresent(value -> members.add(new Datum.Member("config", value, true)));
        return new Datum.Members(members);
    }

    /// What others refer to it by.
    private static String name(Resolved entity) {
        String name = entity.declared().view().text(entity.declared().kind().labelField());
        return name.isEmpty() ? entity.id() : name;
    }

    private static String label(Resolved entity) {
        EntityKind kind = entity.declared().kind();
        String own = kind.labelField().isEmpty() ? entity.id() : name(entity);
        String whose = String.join(", ", kind.references().stream().flatMap(other -> entity.reference(other).stream()
                .map(found -> other.singular() + " " + name(found))).toList());
        return whose.isEmpty() || kind == EntityKind.ROUTE ? own : own + " (" + whose + ")";
    }
}
