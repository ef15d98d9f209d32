package dev.headgate.local.cli;

import dev.headgate.difference.Change;
import dev.headgate.difference.Change.FieldChange;
import dev.headgate.difference.Difference;
import dev.headgate.difference.Reordering;
import dev.headgate.schema.Datum;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A difference for programs, in the shape of decK's `--json-output` as far as it goes. Values are the text that people
/// are shown.
final class DifferenceJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DifferenceJson() {}

    static String of(Difference difference, List<Reordering> reordered) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("changes");
            changes("creating", Change.Created.class, difference, json);
            changes("updating", Change.Updated.class, difference, json);
            changes("deleting", Change.Deleted.class, difference, json);
            json.writeEndObject();
            json.writeArrayPropertyStart("reordered");
            for (Reordering routes : reordered) {
                json.writeStartObject();
                json.writeStringProperty("first", routes.winner().label());
                json.writeStringProperty("second", routes.loser().label());
                json.writeStringProperty("example", routes.example());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("without_effect");
            difference.withoutEffect().forEach(json::writeString);
            json.writeEndArray();
            summary(difference.summary(), json);
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void changes(String name, Class<? extends Change> type, Difference difference, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        for (Change change : difference.changes()) {
            if (type.isInstance(change)) {
                json.writeStartObject();
                json.writeStringProperty("kind", change.entity().type());
                json.writeStringProperty("name", change.entity().label());
                json.writeStringProperty("id", change.entity().id());
                if (change instanceof Change.Updated(var _, List<FieldChange> fields)) {
                    fields(fields, json);
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void fields(List<FieldChange> fields, JsonGenerator json) {
        json.writeArrayPropertyStart("fields");
        for (FieldChange field : fields) {
            json.writeStartObject();
            json.writeStringProperty("field", field.path());
            value("old", field.before(), json);
            value("new", field.after(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void value(String name, Optional<Datum> value, JsonGenerator json) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get().toString());
        } else {
            json.writeNullProperty(name);
        }
    }

    private static void summary(Difference.Summary summary, JsonGenerator json) {
        json.writeObjectPropertyStart("summary");
        json.writeNumberProperty("creating", summary.created());
        json.writeNumberProperty("updating", summary.updated());
        json.writeNumberProperty("deleting", summary.deleted());
        json.writeNumberProperty("total", summary.total());
        json.writeEndObject();
    }
}
