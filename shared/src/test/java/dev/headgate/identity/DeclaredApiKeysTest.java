package dev.headgate.identity;

import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import java.util.List;

class DeclaredApiKeysTest extends CredentialStoreContract {
    @Override
    protected CredentialStore store(List<Consumer> consumers, List<Credential.ApiKey> keys) {
        return new DeclaredCredentials(
                new Gateway(List.of(), List.of(), consumers, List.copyOf(keys), List.of(), List.of()));
    }
}
