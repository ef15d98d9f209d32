package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.identity.ApiKeys;
import dev.headgate.schema.EditDistance;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives every declared entity its id, finds what it refers to, and reports what is declared twice. Work grows with the
/// number of entities, not with its square.
final class Resolver {
    /// Guessing at what a wrong reference was to be costs a look at every name. So many names are looked at in all.
    private static final int SUGGESTION_NAMES_MAX = 100_000;

    private final Map<EntityKind, List<Declared>> declared;
    private final Selection selection;
    private final Map<EntityKind, List<Resolved>> resolved = new EnumMap<>(EntityKind.class);
    private final Map<Declared, Resolved> byDeclaration = new HashMap<>();
    private final Map<EntityKind, Map<String, Resolved>> byName = new EnumMap<>(EntityKind.class);
    private final Map<EntityKind, Map<String, Resolved>> byId = new EnumMap<>(EntityKind.class);
    /// Who has a value that nobody else may have.
    private final Map<Unique, Declared> uniques = new HashMap<>();
    private final Map<String, Integer> namelessCount = new HashMap<>();
    private int suggestionNamesLeft = SUGGESTION_NAMES_MAX;

    /// A value of a field, or of several together, among the entities of a kind.
    private record Unique(EntityKind kind, String field, String value) {
        /// That of the value alone, which nearly always tells values apart.
        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /// @param selection knows which entities were not read
    Resolver(Map<EntityKind, List<Declared>> declared, Selection selection) {
        this.declared = declared;
        this.selection = selection;
    }

    /// All entities by kind, in file order.
    Map<EntityKind, List<Resolved>> resolve() {
        for (EntityKind kind : EntityKind.values()) {
            List<Resolved> ofKind = new ArrayList<>();
            byName.put(kind, new HashMap<>());
            byId.put(kind, new HashMap<>());
            for (Declared entity : declared.get(kind)) {
                Map<EntityKind, Resolved> references = references(entity);
                Resolved result = new Resolved(entity, id(entity, references), references);
                ofKind.add(result);
                byDeclaration.put(entity, result);
                index(result);
            }
            resolved.put(kind, ofKind);
        }
        return resolved;
    }

    private Map<EntityKind, Resolved> references(Declared entity) {
        Map<EntityKind, Resolved> references = new EnumMap<>(EntityKind.class);
        for (EntityKind kind : entity.kind().references()) {
            Optional<Resolved> parent = entity.parent().filter(outer -> outer.kind() == kind).map(byDeclaration::get);
            parent.or(() -> written(entity, kind)).ifPresent(found -> references.put(kind, found));
            parent.ifPresent(outer -> checkRepeatedParent(entity, kind, outer));
            if (parent.isEmpty() && entity.kind().parents().contains(kind)
                    && entity.view().value(kind.singular()).isEmpty()) {
                entity.entity().report(Code.HG0103, entity.location(), kind.singular(), "required field missing.",
                        "Write the name of the " + kind.singular() + ", or put this inside it.");
            }
        }
        return references;
    }

    /// What a written reference names; empty where there is none, and for one that names nothing, which is reported.
    private Optional<Resolved> written(Declared entity, EntityKind kind) {
        String name = reference(entity, kind);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Resolved> found = find(kind, name);
        if (found.isEmpty() && selection.isLeftOut(kind, name)) {
            selection.reportLeftOut(kind, name, entity.view().location(kind.singular()), entity.entity());
        } else if (found.isEmpty()) {
            entity.entity().report(Code.HG0110, entity.view().location(kind.singular()), kind.singular(),
                    "invalid reference '" + kind.singular() + ": " + shown(kind, name) + "' (no such entry in '"
                            + kind.plural()
                            + "').",
                    suggestion(kind, name));
        }
        return found;
    }

    /// A certificate is too long for a line.
    private static String shown(EntityKind kind, String name) {
        int lineEnd = name.indexOf('\n');
        return kind == EntityKind.CA_CERTIFICATE && lineEnd >= 0 ? name.substring(0, lineEnd).strip() + "…" : name;
    }

    private static String reference(Declared entity, EntityKind kind) {
        return entity.values().map(values -> values.text(kind.singular()))
                .orElseGet(() -> entity.view().text(kind.singular()));
    }

    private Optional<Resolved> find(EntityKind kind, String nameOrId) {
        String name = kind == EntityKind.CA_CERTIFICATE ? nameOrId.strip() : nameOrId;
        Resolved named = byName.get(kind).get(name);
        return Optional.ofNullable(named != null ? named : byId.get(kind).get(name));
    }

    private String suggestion(EntityKind kind, String name) {
        Map<String, Resolved> names = byName.get(kind);
        if (names.size() > suggestionNamesLeft) {
            return "";
        }
        suggestionNamesLeft -= names.size();
        return EditDistance.closest(name, names.keySet()).map(meant -> "Did you mean " + meant + "?").orElse("");
    }

    /// Inside its parent an entity need not name it, and must not name another.
    private void checkRepeatedParent(Declared entity, EntityKind kind, Resolved parent) {
        String name = reference(entity, kind);
        if (!name.isEmpty() && find(kind, name).filter(named -> named == parent).isEmpty()) {
            entity.entity().report(Code.HG0108, entity.view().location(kind.singular()), kind.singular(),
                    "value must be null: this stands inside another " + kind.singular() + " already.",
                    "Remove " + kind.singular() + ", or move this to the top level.");
        }
    }

    private String id(Declared entity, Map<EntityKind, Resolved> references) {
        String written = entity.writtenId();
        return written.isEmpty() ? generatedId(entity, references) : written;
    }

    /// Kong's id where Kong has a stable one (declarative_config.lua, `get_key_for_uuid_gen`). The `*` in the keys stands
    /// where Kong writes a workspace.
    private String generatedId(Declared entity, Map<EntityKind, Resolved> references) {
        EntityKind kind = entity.kind();
        NodeView view = entity.view();
        return switch (kind) {
            case SERVICE, CONSUMER, CONSUMER_GROUP, UPSTREAM, ROUTE, SNI,
                    VAULT -> view.text(kind.labelField()).isEmpty()
                            ? namelessId(entity, references)
                            : StableIds.of(kind, view.text(kind.labelField()));
            case TARGET -> StableIds.of(kind, key(kind, id(references, EntityKind.UPSTREAM), view.text("target")));
            case CA_CERTIFICATE, CERTIFICATE -> StableIds.of(kind, key(kind, ApiKeys.hash(view.text("cert").strip())));
            case KEY_AUTH -> StableIds.of(kind, key(kind, ApiKeys.hashOfWritten(view.text("key"))));
            case BASIC_AUTH, HMAC_AUTH -> StableIds.of(kind, key(kind, view.text("username")));
            case MTLS_AUTH -> StableIds.of(kind, key(kind, view.text("subject_name"),
                    id(references, EntityKind.CA_CERTIFICATE)));
            case JWT -> StableIds.of(kind, key(kind, view.text("key")));
            case ACL -> StableIds.of(kind, key(kind, id(references, EntityKind.CONSUMER), view.text("group")));
            case CONSUMER_GROUP_CONSUMER -> StableIds.of(kind, key(kind, id(references, EntityKind.CONSUMER_GROUP),
                    id(references, EntityKind.CONSUMER)));
            case PLUGIN -> StableIds.of(kind, key(kind, view.text("name"), scope(references, ":")));
        };
    }

    /// The ids of whatever a plugin is for.
    private static String scope(Map<EntityKind, Resolved> references, String separator) {
        String scope = String.join(separator, id(references, EntityKind.ROUTE), id(references, EntityKind.SERVICE),
                id(references, EntityKind.CONSUMER));
        String group = id(references, EntityKind.CONSUMER_GROUP);
        return group.isEmpty() ? scope : scope + separator + group;
    }

    private static String key(EntityKind kind, String... parts) {
        return kind.plural() + ":*:" + String.join(":", parts);
    }

    private static String id(Map<EntityKind, Resolved> references, EntityKind kind) {
        Resolved found = references.get(kind);
        return found == null ? "" : found.id();
    }

    /// Kong makes up a new id at every load; here it depends on what the entity says, and on how many before it say the
    /// same.
    private String namelessId(Declared entity, Map<EntityKind, Resolved> references) {
        String content = entity.values().map(values -> content(entity.kind(), values, references))
                .orElseGet(() -> entity.location().toString());
        int earlier = namelessCount.merge(entity.kind() + content, 1, Integer::sum);
        return StableIds.ofNameless(entity.kind(), content + "\n" + earlier);
    }

    private static String content(EntityKind kind, Values values, Map<EntityKind, Resolved> references) {
        return switch (kind) {
            case SERVICE -> ServiceFields.content(values);
            case CONSUMER -> values.text("custom_id");
            case ROUTE -> RouteFields.content(id(references, EntityKind.SERVICE), values);
            case CONSUMER_GROUP, UPSTREAM, TARGET, CA_CERTIFICATE, CERTIFICATE, SNI, KEY_AUTH, BASIC_AUTH, HMAC_AUTH,
                    MTLS_AUTH, JWT, ACL,
                    CONSUMER_GROUP_CONSUMER,
                    PLUGIN, VAULT ->
                    "";
        };
    }

    private void index(Resolved entity) {
        Declared source = entity.declared();
        EntityKind kind = source.kind();
        String name = source.view().text(kind.labelField());
        boolean isNew = true;
        for (String field : kind.uniqueFields()) {
            String value = source.view().text(field);
            boolean isHidden = kind == EntityKind.KEY_AUTH;
            isNew &= value.isEmpty() || claim(source, field, value, isHidden ? "***" : value);
        }
        isNew &= claimTogether(entity);
        if (isNew) {
            claim(source, "id", entity.id(), entity.id());
        }
        if (!name.isEmpty()) {
            byName.get(kind).putIfAbsent(name, entity);
        }
        if (kind == EntityKind.CA_CERTIFICATE) {
            // A certificate may stand for itself, as decK writes it.
            byName.get(kind).putIfAbsent(source.view().text("cert").strip(), entity);
        }
        byId.get(kind).putIfAbsent(entity.id(), entity);
    }

    /// What several fields together must not repeat.
    private boolean claimTogether(Resolved entity) {
        NodeView view = entity.declared().view();
        return switch (entity.declared().kind()) {
            case TARGET -> claimInParent(entity, EntityKind.UPSTREAM, "target", view.text("target"));
            case ACL -> claimInParent(entity, EntityKind.CONSUMER, "group", view.text("group"));
            case CONSUMER_GROUP_CONSUMER -> entity.reference(EntityKind.CONSUMER_GROUP)
                    .map(group -> claimInParent(entity, EntityKind.CONSUMER, "consumer_group",
                            group.declared().view().text("name")))
                    .orElse(true);
            case CA_CERTIFICATE -> view.text("cert").isEmpty()
                    || claim(entity.declared(), "cert", view.text("cert").strip(), "***");
            case MTLS_AUTH -> claim(entity.declared(), "subject_name", view.text("subject_name") + "\n"
                    + entity.referenceId(EntityKind.CA_CERTIFICATE), view.text("subject_name"));
            case PLUGIN -> claimScope(entity);
            case SERVICE, CONSUMER, CONSUMER_GROUP, UPSTREAM, ROUTE, CERTIFICATE, SNI, KEY_AUTH, BASIC_AUTH, HMAC_AUTH,
                    JWT, VAULT ->
                    true;
        };
    }

    private boolean claimInParent(Resolved entity, EntityKind parent, String field, String value) {
        return entity.reference(parent).isEmpty()
                || claim(entity.declared(), field, entity.referenceId(parent) + "\n" + value, value);
    }

    private boolean claimScope(Resolved plugin) {
        Declared source = plugin.declared();
        boolean isSure = source.kind().references().stream().allMatch(
                kind -> reference(source, kind).isEmpty() || plugin.reference(kind).isPresent());
        String name = source.view().text("name");
        String scope = String.join("\n", name, plugin.referenceId(EntityKind.ROUTE),
                plugin.referenceId(EntityKind.SERVICE), plugin.referenceId(EntityKind.CONSUMER),
                plugin.referenceId(EntityKind.CONSUMER_GROUP));
        return !isSure || name.isEmpty() || claim(source, "name", scope, name);
    }

    /// Takes a value that nobody else may have; reports when somebody has it.
    private boolean claim(Declared entity, String field, String value, String shown) {
        Declared first = uniques.putIfAbsent(new Unique(entity.kind(), field, value), entity);
        if (first == null) {
            return true;
        }
        String what = field.equals("id") ? "primary key" : field;
        String where = entity.kind() == EntityKind.PLUGIN && field.equals("name") ? " for the same scope" : "";
        entity.entity().report(Code.HG0111, entity.view().location(field), field,
                "uniqueness violation: '" + entity.kind().plural() + "' entity with " + what + " set to '" + shown
                        + "' already declared" + where + ".",
                "The first is at " + first.location() + ".");
        return false;
    }
}
