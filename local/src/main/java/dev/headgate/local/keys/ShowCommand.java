package dev.headgate.local.keys;

import dev.headgate.identity.keys.KeyStore;
import dev.headgate.identity.keys.StoredKey;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `headgate keys show`: what is known of a key, which is all but the key.
@Command(
        name = "show",
        description = "Shows what is known of a key, which is all but the key itself.")
final class ShowCommand extends OneKeyCommand {
    @Override
    Optional<StoredKey> apply(KeyStore keys, String id) {
        return keys.find(id);
    }
}
