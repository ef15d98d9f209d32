package dev.headgate.local.assembly.rest;

import java.util.Map;
import java.util.Optional;

/// A REST API as a template describes it.
///
/// @param id the API's id
/// @param name that the template gives it
/// @param accountId the account it is in
/// @param region the Region it is in
/// @param resources with their methods
/// @param stages by name
/// @param answers what it answers by itself
/// @param binary which bodies are no text
/// @param policy who may call; absent where anybody may
/// @param hasEndpoint whether it can be reached by its own endpoint
/// @param undocumented how it decides what AWS does not tell
record RestApi(String id, String name, String accountId, String region, ResourceTree resources,
        Map<String, RestStage> stages,
        GatewayAnswers answers, BinaryMediaTypes binary, Optional<ResourcePolicy> policy, boolean hasEndpoint,
        Undocumented undocumented) {
    RestApi {
        stages = Map.copyOf(stages);
    }
}
