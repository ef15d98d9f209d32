package dev.headgate.local.keys;

import dev.headgate.identity.keys.KeyFormat;
import dev.headgate.identity.keys.StoredKey;
import dev.headgate.local.cli.InputException;
import picocli.CommandLine.Parameters;

/// The positional argument that names a key.
final class KeyArgument {
    @Parameters(paramLabel = "ID", description = "The key's id, or the key itself where it begins with hg_.")
    private String text;

    String id() {
        return KeyFormat.isGenerated(text) ? StoredKey.idOf(text) : text;
    }

    InputException unknown() {
        return new InputException("there is no key with the id " + id() + ". headgate keys list shows all.");
    }
}
