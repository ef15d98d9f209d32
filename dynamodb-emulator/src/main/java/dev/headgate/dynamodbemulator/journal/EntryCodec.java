package dev.headgate.dynamodbemulator.journal;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Journal;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Journal entries as JSON objects with one member, named after the kind of entry.
final class EntryCodec {
    private EntryCodec() {}

    static Json.Obj write(Journal.Entry entry) {
        return switch (entry) {
            case Journal.Created(var definition) -> only("created", DefinitionCodec.write(definition));
            case Journal.Dropped(String table) -> only("dropped", new Json.Str(table));
            case Journal.TimeToLiveSet(String table, Optional<String> attribute) -> only("timeToLive", new JsonObject()
                    .put("table", table).putPresent("attribute", attribute.map(Json.Str::new)).build());
            case Journal.Written(List<Journal.ItemState> items) ->
                    only("written", new Json.Arr(items.stream().map(EntryCodec::write).toList()));
        };
    }

    private static Json.Obj only(String kind, Json content) {
        return new Json.Obj(Map.of(kind, content));
    }

    private static Json write(Journal.ItemState state) {
        JsonObject written = new JsonObject().put("table", state.table());
        return switch (state) {
            case Journal.Stored(String _, var item) -> written.put("item", ValueCodec.write(item)).build();
            case Journal.Deleted(String _, var key) -> written.put("deleted", ValueCodec.write(key)).build();
        };
    }

    /// @throws IllegalArgumentException where it is no entry
    static Journal.Entry read(Json json) {
        Members entry = Members.of(json);
        return switch (entry.onlyName()) {
            case "created" -> new Journal.Created(DefinitionCodec.read(entry.object("created")));
            case "dropped" -> new Journal.Dropped(entry.string("dropped"));
            case "timeToLive" -> {
                Members expiry = entry.object("timeToLive");
                yield new Journal.TimeToLiveSet(expiry.string("table"),
                        expiry.has("attribute") ? Optional.of(expiry.string("attribute")) : Optional.empty());
            }
            case "written" ->
                    new Journal.Written(entry.objects("written").stream().map(EntryCodec::readState).toList());
            default -> throw new IllegalArgumentException("unknown kind of entry: " + entry.onlyName());
        };
    }

    private static Journal.ItemState readState(Members state) {
        String table = state.string("table");
        return state.has("item")
                ? new Journal.Stored(table, ValueCodec.readItem(state.json("item")))
                : new Journal.Deleted(table, ValueCodec.readItem(state.json("deleted")));
    }
}
