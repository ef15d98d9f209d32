package dev.headgate.local.keys;

import dev.headgate.identity.keys.KeyStore;
import dev.headgate.identity.keys.StoredKey;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `headgate keys revoke`: ends a key for good.
@Command(
        name = "revoke",
        description = "Ends a key for good. Gateways that know it let it work for up to 30 seconds more.")
final class RevokeCommand extends OneKeyCommand {
    @Override
    Optional<StoredKey> apply(KeyStore keys, String id) {
        return keys.revoke(id);
    }
}
