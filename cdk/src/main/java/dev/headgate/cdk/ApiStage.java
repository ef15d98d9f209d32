package dev.headgate.cdk;

/// A stage of an API, to which a custom domain can lead.
///
/// @param apiId of a HTTP or a REST API
/// @param name of the stage; a reference to it, so that domains are led there after it is made
record ApiStage(String apiId, String name) {}
