package dev.headgate.config;

import java.util.List;

/// A configuration in one plain form: entities in flat lists and file order, references by name, defaults filled in, ids
/// given. Two files that say the same have the same. Immutable.
///
/// @param passwordsAreHashed whether passwords are Kong's hashes (`_transform: false`)
/// @param entities list by list, whatever is referred to first
public record NormalizedFile(boolean passwordsAreHashed, List<NormalizedEntity> entities) {
    public NormalizedFile {
        entities = List.copyOf(entities);
    }
}
