package dev.headgate.config;

import dev.headgate.schema.PlainScalar;
import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/// Makes the YAML library take unquoted words for what Kong's parser takes them for. Objects are never made of nodes, so
/// there are no constructors.
record KongWords() implements Schema {
    @Override
    public ScalarResolver getScalarResolver() {
        return (word, isPlain) -> isPlain ? PlainScalar.tag(word) : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of();
    }
}
