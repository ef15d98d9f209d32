/// JSON documents as trees, for what is taken apart and put together anew. What only passes through stays text. Start at
/// [JsonValue].
package dev.headgate.json;
