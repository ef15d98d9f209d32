/// Field tables: what fields an entity or a plugin's configuration has, with type, range, default and meaning. One table
/// reads the user's file, words the errors and documents the field. Start at [RecordSchema]; a plugin's table is a
/// good example of its use.
package dev.headgate.schema;
