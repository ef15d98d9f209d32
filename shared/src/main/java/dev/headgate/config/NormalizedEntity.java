package dev.headgate.config;

import dev.headgate.schema.Datum;

/// An entity by itself, in full: its id, its defaults, and what it belongs to by name. No member is null.
///
/// @param list the name of the list it stands in, such as `services`
/// @param type what it is, such as `service`
/// @param id a UUID, the same in every reading of the same file
/// @param label what people call it: its name, and whose it is where that says more; the id of a nameless one
/// @param fields in the order of its field table; `id` first
public record NormalizedEntity(String list, String type, String id, String label, Datum.Members fields) {}
